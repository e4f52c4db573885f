package interview.kernel;

import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.dflib.jjava.jupyter.messages.request.IsCompleteRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.dflib.jjava.shaded.org.slf4j.LoggerFactory;
import org.dflib.jjava.shaded.org.zeromq.SocketType;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/**
 * Runs when the image is built: the kernel, and a client that does what candidates do. The JVM notes which classes that
 * loads, so that kernels can map them from an archive instead of reading and verifying each.
 */
public final class Training {
    private static final List<String> CELLS = List.of(
            "1 + 1",
            "import java.util.stream.*;\nvar numbers = IntStream.range(0, 9).boxed().collect(Collectors.toList());",
            "int fib(int n) {\n  return n < 2 ? n : fib(n - 1) + fib(n - 2);\n}\nSystem.out.println(fib(9));",
            "class Node { int value; Node next; Node(int value) { this.value = value; } }\nnew Node(1).value",
            "record Point(int x, int y) {}\nnew Point(1, 2)",
            "Map<String, List<Integer>> groups = new HashMap<>();\n"
                    + "groups.computeIfAbsent(\"a\", k -> new ArrayList<>()).add(1);\ngroups",
            "for (int i = 0; i < 3; i++) {\n  System.out.printf(\"%d %s%n\", i, \"a\");\n}",
            "class Solution {\n  int[] twoSum(int[] nums, int target) {\n    Map<Integer, Integer> seen = new HashMap<>();\n"
                    + "    for (int i = 0; i < nums.length; i++) {\n"
                    + "      if (seen.containsKey(target - nums[i])) return new int[] {seen.get(target - nums[i]), i};\n"
                    + "      seen.put(nums[i], i);\n    }\n    return new int[0];\n  }\n}\n"
                    + "new Solution().twoSum(new int[] {2, 7}, 9)",
            "numbers.stream().map(n -> n * 2).sorted(Comparator.reverseOrder()).toList()",
            "new StringBuilder(\"abc\").reverse().toString()",
            "var queue = new PriorityQueue<int[]>((a, b) -> a[0] - b[0]); queue.add(new int[] {1}); queue.poll()",
            "new Scanner(System.in).hasNextLine()",
            "System.err.println(1)");
    private static final List<String> MISTAKES = List.of("int x = \"a\";", "new int[1][5].length / 0", "missing(1)");
    /** Where the content is among a reply's frames. */
    private static final int CONTENT = 5;

    private static final class Client extends JupyterSocket {
        Client(ZMQ.Context context, HMACGenerator signer) {
            super(context, SocketType.DEALER, signer, LoggerFactory.getLogger("training"));
        }

        @Override
        public void bind(KernelConnectionProperties properties) {
            connect("tcp://127.0.0.1:5001");
        }

        /** What was not trained would only be noticed as slow, so an answer of the wrong kind ends the build. */
        <T> void ask(MessageType<T> type, T content, String status) {
            sendMessage(new Message<>(new Header<>("training", type), content));
            List<String> frames = new ArrayList<>();
            do {
                frames.add(recvStr());
            } while (hasReceiveMore());
            String reply = frames.get(CONTENT);
            if (!reply.contains("\"status\":\"" + status + "\"")) {
                throw new IllegalStateException(content + " was answered by " + reply);
            }
        }
    }

    private Training() {}

    /** {@code Training FOLDER}: the folder is for the sockets. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        var properties = new KernelConnectionProperties(
                folder + "/k", 4, 1, 3, 5, 2, "ipc", "hmac-sha256", "training");
        Path file = Files.writeString(folder.resolve("connection.json"), properties.toJsonString());
        Threads.start("kernel", () -> start(file));
        PrintStream console = System.err; // which cells replace
        try {
            converse(folder, properties);
        } catch (Exception error) {
            error.printStackTrace(console);
            System.exit(1);
        }
        System.exit(0);
    }

    private static void start(Path connection) {
        try {
            Main.main(new String[] {connection.toString()});
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }

    private static void converse(Path folder, KernelConnectionProperties properties) throws Exception {
        Client client = new Client(ZMQ.context(1), properties.createHMACGenerator());
        client.bind(properties);
        client.ask(MessageType.KERNEL_INFO_REQUEST, new KernelInfoRequest(), "ok");
        SocketChannel.open(UnixDomainSocketAddress.of(folder + "/k-1")).close();
        for (String cell : CELLS) {
            client.ask(MessageType.EXECUTE_REQUEST, request(cell), "ok");
        }
        for (String cell : MISTAKES) {
            client.ask(MessageType.EXECUTE_REQUEST, request(cell), "error");
        }
        client.ask(MessageType.COMPLETE_REQUEST, new CompleteRequest("numbers.str", 11), "ok");
        client.ask(MessageType.INSPECT_REQUEST, new InspectRequest("Math.max", 8, 0), "ok");
        client.ask(MessageType.IS_COMPLETE_REQUEST, new IsCompleteRequest("int f("), "incomplete");
    }

    private static ExecuteRequest request(String cell) {
        return new ExecuteRequest(cell, false, true, null, false, false);
    }
}
