package interview.kernel;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/**
 * jjava's connection with channels of ours: requests are taken when they come, not when a 50 ms nap is over; one thread
 * alone publishes; waiting for input can be given up.
 */
final class InterviewConnection extends JupyterConnection {
    private final KernelConnectionProperties properties;
    private final HeartbeatEcho echo;
    private final RequestChannel requests;
    private final RequestChannel controls;
    private final InputChannel input;
    private final PublishChannel published;

    /** {@code idle} is called by the thread that takes the shell's requests, whenever none is waiting. */
    InterviewConnection(KernelConnectionProperties properties, Runnable idle)
            throws NoSuchAlgorithmException, InvalidKeyException {
        super(properties);
        // Made by the base class, which gives no say in it; they would only hold file descriptors.
        heartbeat.close();
        shell.close();
        control.close();
        stdin.close();
        iopub.close();
        this.properties = properties;
        ZMQ.Context context = ZMQ.context(1);
        HMACGenerator signer = properties.createHMACGenerator();
        echo = new HeartbeatEcho(context, signer);
        requests = new RequestChannel(context, signer, false, this, idle);
        controls = new RequestChannel(context, signer, true, this, () -> {});
        input = new InputChannel(context, signer);
        published = new PublishChannel(context, signer);
    }

    @Override
    public void connect() {
        echo.bind(properties);
        input.bind(properties);
        published.bind(properties);
        controls.bind(properties);
        requests.bind(properties);
        published.sendMessage(new Message<>(null, PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
    }

    @Override
    public PublishChannel getIOPub() {
        return published;
    }

    @Override
    public ShellReplyEnvironment prepareReplyEnv(ShellChannel channel, MessageContext context) {
        return new CellEnvironment(channel, input, published, context);
    }

    /** Asked for by the end of a shutdown request. The process ends with {@link #waitUntilClose}. */
    @Override
    public void close() {
        published.drain();
        controls.stop();
    }

    @Override
    public void waitUntilClose() {
        controls.waitUntilClose();
    }
}
