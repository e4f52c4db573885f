package interview.kernel;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** {@code System.in}: what the person at the notebook types, asked for line by line. */
final class CellInput extends InputStream {
    private final CellOutput output;
    private CellEnvironment environment;
    private byte[] line = {};
    private int next;

    CellInput(CellOutput output) {
        this.output = output;
    }

    /** A cell begins. Null where its client does not answer questions: the input is then at its end. */
    synchronized void begin(CellEnvironment cell) {
        environment = cell;
        line = new byte[0];
        next = 0;
    }

    @Override
    public int available() {
        return line.length - next;
    }

    @Override
    public int read() {
        return fill() ? line[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) {
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int taken = Math.min(count, available());
        System.arraycopy(line, next, into, from, taken);
        next += taken;
        return taken;
    }

    /** Whether there is a byte to read, after asking for it if need be. */
    private boolean fill() {
        if (available() > 0) {
            return true;
        }
        CellEnvironment cell = environment;
        if (cell == null) {
            return false;
        }
        output.publish(); // the cell's own prompt, if it printed one
        try {
            line = (cell.ask() + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (InterruptedException error) {
            throw new ThreadDeath();
        }
        next = 0;
        return true;
    }
}
