package interview.judge;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.BufferedOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** One test: a thread with room for deep recursion, its own standard streams, and what comes of it. */
final class Test {
    /** Reserved, not used: a page costs memory only when a recursion reaches it, and goes with the thread. */
    private static final long STACK_BYTES = 32 << 20;
    private static final long UNWIND_MILLIS = 50;
    private static final String TOO_LARGE = "The returned value is too large or too deep to compare.";

    private final Job job;
    private final Call call;
    private final Surroundings surroundings;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean spoilt;
    private String claim;

    Test(Job job, CellLoader loader, byte[] arguments, Surroundings surroundings) {
        this.job = job;
        this.surroundings = surroundings;
        call = new Call(job, loader, arguments);
    }

    /** The claim, without its end. */
    String run() throws InterruptedException {
        PrintStream out = stream(FileDescriptor.out, job.kind().equals("program") ? printed : null);
        PrintStream error = stream(FileDescriptor.err, null);
        System.setOut(out);
        System.setErr(error);
        System.setIn(call.input());
        Thread thread = new Thread(new ThreadGroup("solution"), this::answer, "main", STACK_BYTES);
        thread.setContextClassLoader(call.loader());
        Exits.tell(this);
        thread.start();
        over.await();
        thread.join(UNWIND_MILLIS);
        Exits.tell(null);
        out.flush();
        error.flush();
        return claim;
    }

    /** Whether something happened after which no library can be trusted to be in order. */
    boolean spoilt() {
        return spoilt;
    }

    /** Somebody called {@code System.exit}. */
    void exited(int status) {
        if (job.kind().equals("program") && status == 0) {
            end(printed());
        } else {
            String until = job.kind().equals("program") ? "." : " before it had answered.";
            end(claim("exited", "The program ended with exit code " + status + until));
        }
    }

    private synchronized void end(String first) {
        if (claim == null) {
            claim = first;
            over.countDown();
        }
    }

    private void answer() {
        String text;
        try {
            text = call.answer();
            if (job.kind().equals("program")) {
                for (Thread thread : surroundings.left()) {
                    if (!thread.isDaemon() && thread != Thread.currentThread()) {
                        thread.join();
                    }
                }
                text = printed();
            }
        } catch (InvocationTargetException error) {
            text = failed(error.getCause());
        } catch (Throwable error) {
            text = failed(error);
        }
        end(text);
    }

    private String failed(Throwable error) {
        spoilt = error instanceof VirtualMachineError;
        if (error instanceof OutOfMemoryError && !String.valueOf(error.getMessage()).contains("native thread")) {
            return claim("memory_limit", Failures.traceback(error));
        }
        if (error instanceof ValueWriter.WrongType) {
            return claim("returned", "The returned value has the wrong type: " + error.getMessage() + ".");
        }
        if (error instanceof ValueWriter.TooLarge large) {
            return large.linked ? claim("returned", TOO_LARGE) : claim("output_limit", "The returned value is too large.");
        }
        return claim("raised", error instanceof Nodes.NotAsDeclared ? error.getMessage() : Failures.traceback(error));
    }

    private String printed() {
        return "{\"outcome\":\"returned\",\"value\":" + Json.text(printed.toString(StandardCharsets.UTF_8));
    }

    private static String claim(String outcome, String message) {
        return "{\"outcome\":\"" + outcome + "\",\"message\":" + Json.text(message);
    }

    /** What is printed shows at once, as a test may be killed; of a program it is the value as well. */
    private static PrintStream stream(FileDescriptor descriptor, OutputStream value) {
        OutputStream shown = new FileOutputStream(descriptor);
        OutputStream both = value == null ? shown : new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int start, int count) throws IOException {
                value.write(bytes, start, count);
                shown.write(bytes, start, count);
            }
        };
        return new PrintStream(new BufferedOutputStream(both), true, StandardCharsets.UTF_8);
    }
}
