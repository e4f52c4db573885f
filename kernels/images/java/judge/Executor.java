package interview.judge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Runs Java for the judge: one test after the other, each in classes of its own ({@code docs/reference/judge-runner.md}).
 *
 * <p>The first job it runs is its own, so that the compiler and all that a test needs is loaded when it says that it is
 * ready.
 */
public final class Executor {
    private static final String WARM_UP = "{\"kind\":\"function\",\"name\":\"f\",\"parameters\":[\"int[]\"],"
            + "\"returns\":\"int[]\",\"methods\":{},\"valueBytes\":1000,\"source\":\"class Solution {"
            + " int[] f(int[] x) { List<Integer> y = new ArrayList<>(); for (int z : x) y.add(z + 1);"
            + " return y.stream().mapToInt(Integer::intValue).toArray(); } }\"}";
    private static final String WARM_UP_TEST = "[[1, 2]]";
    private static final String WARM_UP_VALUE = "\"value\":[2,3]";

    private Executor() {}

    public static void main(String[] args) throws IOException {
        Wire wire = new Wire();
        CellCompiler compiler = new CellCompiler();
        Exits.watch();
        warmUp(compiler);
        wire.say("{\"ready\":true}");
        byte[] line = wire.next();
        try {
            if (line != null) {
                serve(wire, Job.parse(new String(line, StandardCharsets.UTF_8)), compiler);
            }
        } finally {
            // Whatever threads the candidate left must not keep the process.
            Exits.tell(null);
            Runtime.getRuntime().halt(0);
        }
    }

    private static void warmUp(CellCompiler compiler) {
        String claim;
        try {
            claim = new Tests(Job.parse(WARM_UP), compiler).run(WARM_UP_TEST.getBytes(StandardCharsets.UTF_8));
        } catch (CompileError error) {
            claim = error.getMessage();
        }
        if (!claim.contains(WARM_UP_VALUE)) {
            throw new IllegalStateException("the executor's own job came to " + claim);
        }
    }

    private static void serve(Wire wire, Job job, CellCompiler compiler) throws IOException {
        Tests tests;
        try {
            tests = new Tests(job, compiler);
        } catch (CompileError error) {
            wire.say("{\"compiled\":false,\"message\":" + Json.text(error.getMessage()) + "}");
            return;
        }
        wire.say("{\"compiled\":true}");
        for (byte[] line = wire.next(); line != null; line = wire.next()) {
            wire.say(tests.run(line));
        }
    }
}
