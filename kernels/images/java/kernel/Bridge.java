package interview.kernel;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Relays unix sockets to the loopback interface, since the ZeroMQ that jjava uses knows no unix sockets.
 *
 * <p>In this process rather than beside it: a relay of its own costs 70 MB in Java, and 25 ms a cell as socat.
 */
final class Bridge {
    private static final int SOCKETS = 5;
    private static final int BUFFER_BYTES = 16 << 10;
    private static final long PAUSE_NANOS = 100_000_000;

    private final int firstPort;
    private final List<ServerSocketChannel> listening = new ArrayList<>();

    /** Make the sockets {@code PREFIX-1} to {@code PREFIX-5}. What connects is served from {@link #start} on. */
    Bridge(String prefix, int firstPort) throws IOException {
        this.firstPort = firstPort;
        for (int number = 1; number <= SOCKETS; number++) {
            listening.add(listen(Path.of(prefix + "-" + number)));
        }
    }

    /** Under its final name the socket is complete: the host takes it away as soon as it sees it. */
    private static ServerSocketChannel listen(Path path) throws IOException {
        Path unready = path.resolveSibling("." + path.getFileName());
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(unready));
        // A host that is not root comes in through the group. Java cannot set a umask.
        Files.setPosixFilePermissions(unready, PosixFilePermissions.fromString("rwxrwx---"));
        Files.move(unready, path, StandardCopyOption.ATOMIC_MOVE);
        return channel;
    }

    /** Relay from now on: the loopback ports must be bound. */
    void start() {
        for (int index = 0; index < SOCKETS; index++) {
            ServerSocketChannel channel = listening.get(index);
            InetSocketAddress target = new InetSocketAddress("127.0.0.1", firstPort + index + 1);
            Threads.start("bridge-" + (index + 1), () -> accept(channel, target));
        }
    }

    private static void accept(ServerSocketChannel channel, InetSocketAddress target) {
        while (true) {
            try {
                relay(channel.accept(), target);
            } catch (IOException | OutOfMemoryError error) {
                // The candidate's files or threads may be as many as there can be: for now. Clients try again.
                System.err.println("a connection could not be relayed: " + error.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static void relay(SocketChannel outside, InetSocketAddress target) throws IOException {
        SocketChannel inside = null;
        boolean relayed = false;
        try {
            SocketChannel opened = SocketChannel.open(target);
            inside = opened;
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Threads.start("bridge-in", () -> pump(outside, opened));
            Threads.start("bridge-out", () -> pump(opened, outside));
            relayed = true;
        } finally {
            if (!relayed) {
                close(outside);
                close(inside);
            }
        }
    }

    /** Copy until either side ends, then end both. */
    private static void pump(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException gone) {
            // Either peer may leave at any time; the other one is told by the close.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Closeable channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException error) {
            System.err.println("a socket did not close: " + error.getMessage());
        }
    }
}
