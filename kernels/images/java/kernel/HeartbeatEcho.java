package interview.kernel;

import org.dflib.jjava.jupyter.channels.HeartbeatChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** The heartbeat, echoed at once: jjava's looks twice a second. */
final class HeartbeatEcho extends HeartbeatChannel {
    HeartbeatEcho(ZMQ.Context context, HMACGenerator signer) {
        super(context, signer);
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        bind(formatAddress(properties.getTransport(), properties.getIp(), properties.getHbPort()));
        Threads.start("heartbeat", () -> {
            while (true) {
                send(recv());
            }
        });
    }
}
