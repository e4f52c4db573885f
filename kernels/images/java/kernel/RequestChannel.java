package interview.kernel;

import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** The shell or the control channel: each request is handled as soon as it is there, and a bad one ends nothing. */
final class RequestChannel extends ShellChannel {
    /** The last reply passes two sockets after it was sent. */
    private static final long FAREWELL_MILLIS = 100;

    private final boolean isControl;
    private final JupyterConnection connection;
    private final Runnable idle;
    private volatile boolean stopped;
    private Thread thread;

    RequestChannel(ZMQ.Context context, HMACGenerator signer, boolean isControl, JupyterConnection connection,
            Runnable idle) {
        super(context, signer, isControl, connection);
        this.isControl = isControl;
        this.connection = connection;
        this.idle = idle;
        setRouterHandover(true); // a browser that comes back has the name of its old connection
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        int port = isControl ? properties.getControlPort() : properties.getShellPort();
        bind(formatAddress(properties.getTransport(), properties.getIp(), port));
        thread = Threads.start(isControl ? "control" : "shell", this::listen);
    }

    /** Take no further request. */
    void stop() {
        stopped = true;
    }

    @Override
    public void waitUntilClose() {
        try {
            thread.join();
            TimeUnit.MILLISECONDS.sleep(FAREWELL_MILLIS);
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        ZMQ.Poller poller = ctx.poller(1);
        poller.register(this, ZMQ.Poller.POLLIN);
        while (!stopped) {
            if (poller.poll(0) == 0) {
                idle.run();
                poller.poll(-1);
            }
            handleNext();
        }
    }

    private void handleNext() {
        try {
            Message<?> message = readMessage();
            handle(message, connection.getHandler(message.getHeader().getType()));
        } catch (OutOfMemoryError error) {
            throw Heap.exhausted(error);
        } catch (RuntimeException error) {
            System.err.println("a request could not be handled: " + error);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void handle(Message message, ShellHandler handler) {
        if (handler == null) {
            return;
        }
        ShellReplyEnvironment environment = connection.prepareReplyEnv(this, message);
        try {
            handler.handle(environment, message);
        } finally {
            environment.resolveDeferrals();
        }
        if (environment.isMarkedForShutdown()) {
            connection.close();
        }
    }
}
