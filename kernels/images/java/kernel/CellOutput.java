package interview.kernel;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/**
 * What cells print, in messages of bounded size and number, in the order of both streams.
 *
 * <p>A message goes out when a piece is full, when the other stream is written, or a moment after the first byte. Beyond
 * what the host allows for a cell, output is dropped here: the host stops the cell, and the heap must last until then.
 */
final class CellOutput {
    private static final int PIECE_BYTES = 32 << 10;
    private static final int MOST_BYTES = 2 << 20;
    private static final int MESSAGE_BYTES = 64;
    private static final long MOMENT_MILLIS = 20;

    final PrintStream out = stream(StreamType.OUT);
    final PrintStream err = stream(StreamType.ERR);

    private final byte[] pending = new byte[PIECE_BYTES];
    private final CellRunner runner;
    private int length;
    private int published;
    private StreamType type = StreamType.OUT;
    private CellEnvironment environment;

    CellOutput(CellRunner runner) {
        this.runner = runner;
        Threads.start("output", this::publishAgainAndAgain);
    }

    /** From now on, and also after the cell's end, what is printed belongs to this cell. */
    synchronized void begin(CellEnvironment cell) {
        publish();
        environment = cell;
        published = 0;
    }

    /** Publish what was printed so far. */
    synchronized void publish() {
        int whole = whole();
        if (whole > 0) {
            send(new String(pending, 0, whole, StandardCharsets.UTF_8));
            System.arraycopy(pending, whole, pending, 0, length - whole);
            length -= whole;
        }
    }

    private PrintStream stream(StreamType kind) {
        OutputStream bytes = new OutputStream() {
            @Override
            public void write(int value) {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] data, int from, int count) {
                add(kind, data, from, count);
            }
        };
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    private synchronized void add(StreamType kind, byte[] data, int from, int count) {
        if (runner.mustEnd()) {
            throw new ThreadDeath();
        }
        if (kind != type) {
            publish();
            length = 0;
            type = kind;
        }
        for (int at = from; at < from + count; ) {
            int part = Math.min(from + count - at, PIECE_BYTES - length);
            System.arraycopy(data, at, pending, length, part);
            length += part;
            at += part;
            if (length == PIECE_BYTES) {
                publish();
            }
        }
        notifyAll();
    }

    private void send(String text) {
        published += text.length() + MESSAGE_BYTES;
        if (environment != null && published < MOST_BYTES) {
            environment.publish(new PublishStream(type, text));
        }
    }

    /** How many pending bytes are whole characters. */
    private int whole() {
        int start = length;
        while (start > 0 && length - start < 3 && (pending[start - 1] & 0xC0) == 0x80) {
            start--;
        }
        if (start == 0) {
            return length;
        }
        int lead = pending[start - 1] & 0xFF;
        int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return length - start + 1 < size ? start - 1 : length;
    }

    private void publishAgainAndAgain() {
        try {
            while (true) {
                synchronized (this) {
                    while (whole() == 0) {
                        wait();
                    }
                }
                Thread.sleep(MOMENT_MILLIS);
                publish();
            }
        } catch (InterruptedException error) {
            System.err.println("nobody publishes output any more");
        } catch (OutOfMemoryError error) {
            throw Heap.exhausted(error);
        }
    }
}
