package interview.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import sun.misc.Signal;

/**
 * jjava's kernel behind unix sockets: {@code Main CONNECTION_FILE}.
 *
 * <p>The connection file's address is the prefix of the sockets' names, its ports are their numbers. The sockets exist
 * before anything slow happens, so that the host's connections wait in their backlog instead of being tried again.
 */
public final class Main {
    /** A socket's number and this make the port on the container's own loopback, where nothing else listens. */
    private static final int FIRST_PORT = 5000;

    private Main() {}

    public static void main(String[] args) throws Exception {
        KernelConnectionProperties outside = KernelConnectionProperties.parse(Files.readString(Path.of(args[0])));
        Bridge bridge = new Bridge(outside.getIp(), FIRST_PORT);
        InterviewKernel kernel = InterviewKernel.create();
        Signal.handle(new Signal("INT"), signal -> kernel.interrupt());
        InterviewConnection connection = new InterviewConnection(inside(outside), kernel::idle);
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        bridge.start();
        kernel.onStartup();
        connection.waitUntilClose();
        // Whatever threads the candidate left behind must not keep the container.
        Runtime.getRuntime().halt(0);
    }

    private static KernelConnectionProperties inside(KernelConnectionProperties outside) {
        return new KernelConnectionProperties(
                "127.0.0.1",
                FIRST_PORT + outside.getControlPort(),
                FIRST_PORT + outside.getShellPort(),
                FIRST_PORT + outside.getStdinPort(),
                FIRST_PORT + outside.getHbPort(),
                FIRST_PORT + outside.getIopubPort(),
                "tcp",
                outside.getSignatureScheme(),
                outside.getKey());
    }
}
