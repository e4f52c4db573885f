package interview.kernel;

import java.util.ArrayDeque;
import java.util.Queue;
import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/**
 * iopub, written by one thread. The candidate's thread, which an interrupt may end anywhere, only adds to a queue.
 *
 * <p>Monitors, not {@code java.util.concurrent}: they are given back even by a thread that is stopped.
 */
final class PublishChannel extends IOPubChannel {
    private final Queue<Message<?>> waiting = new ArrayDeque<>();
    private boolean sending;

    PublishChannel(ZMQ.Context context, HMACGenerator signer) {
        super(context, signer);
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        // A dropped end of a cell looks to the host like a cell that never ends. What a cell may add is bounded.
        setSndHWM(0);
        super.bind(properties);
        Threads.start("iopub", this::sendAll);
    }

    @Override
    public void sendMessage(Message<?> message) {
        synchronized (waiting) {
            waiting.add(message);
            waiting.notifyAll();
        }
    }

    /** Return when all that was published has been handed to the socket. */
    void drain() {
        synchronized (waiting) {
            while (sending || !waiting.isEmpty()) {
                try {
                    waiting.wait();
                } catch (InterruptedException error) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void sendAll() {
        try {
            while (true) {
                super.sendMessage(next());
                sent();
            }
        } catch (InterruptedException error) {
            System.err.println("nobody publishes any more");
        } catch (OutOfMemoryError error) {
            throw Heap.exhausted(error);
        }
    }

    private Message<?> next() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty()) {
                waiting.wait();
            }
            sending = true;
            return waiting.remove();
        }
    }

    private void sent() {
        synchronized (waiting) {
            sending = false;
            waiting.notifyAll();
        }
    }
}
