package interview.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.dflib.jjava.kernel.JavaKernel;

/**
 * jjava's kernel, with what the host needs to hold its limits fairly and what a candidate may expect of a kernel.
 *
 * <ul>
 *   <li>A cell's beginning is on the wire before its first line runs, its output comes in bounded pieces, and a wait for
 *       input is announced.
 *   <li>An interrupt ends what runs and keeps the variables, or else ends the process.
 *   <li>Errors have the exception's own name and the notebook's cells and lines; cells behind a failed one are aborted.
 *   <li>No magics (a line of Java may begin with {@code %}) and no extensions (there is no network to get them from).
 * </ul>
 *
 * <p>Nothing here is relied on for safety: the candidate's code shares this process and may undo it all.
 */
final class InterviewKernel extends JavaKernel {
    private static final List<String> IMPORTS = List.of(
            "java.io.*", "java.math.*", "java.nio.file.*", "java.time.*", "java.util.*", "java.util.concurrent.*",
            "java.util.function.*", "java.util.regex.*", "java.util.stream.*",
            "static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.display",
            "static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.updateDisplay");

    private static final LanguageInfo LANGUAGE = new LanguageInfo.Builder("java")
            .version(Runtime.version().toString())
            .mimetype("text/x-java")
            .fileExtension(".java")
            .pygments("java")
            .codemirror("text/x-java")
            .build();

    private final Parts parts;
    private boolean aborting;

    /** What is made before the kernel itself, whose constructor wants it. */
    private static final class Parts {
        final CellRunner runner = new CellRunner();
        final Evaluator evaluator = new Evaluator(runner);
        final CellOutput output = new CellOutput(runner);
        final CellInput input = new CellInput(output);
        final CellIO io = new CellIO();
    }

    /** jjava's own streams, of which only the one for {@code display} is used. */
    private static final class CellIO extends JupyterIO {
        CellIO() {
            super(StandardCharsets.UTF_8);
        }

        void begin(CellEnvironment cell) {
            setEnv(cell);
        }
    }

    private InterviewKernel(Parts parts, JShell shell) {
        super("interview-java", "1.0", LANGUAGE, List.of(), null, parts.io, new CommManager(), new Renderer(), null,
                new MagicsRegistry(), false, new StringStyler.Builder().build(), shell, parts.evaluator);
        this.parts = parts;
    }

    static InterviewKernel create() {
        Parts parts = new Parts();
        JShell shell = JShell.builder()
                .executionEngine(parts.evaluator.getExecControlProvider(), Map.of())
                .compilerOptions("-proc:none")
                .build();
        return new InterviewKernel(parts, shell);
    }

    /** Import what every cell may use, and warm the compiler up: not before, but while the first requests come. */
    @Override
    public synchronized void onStartup() {
        super.onStartup();
        for (String name : IMPORTS) {
            getJShell().eval("import " + name + ";");
        }
        doEval("int warm = 1; warm + 1");
        getJShell().variables().forEach(getJShell()::drop);
    }

    /** No request waits: what a failed cell aborts ends here. */
    synchronized void idle() {
        aborting = false;
    }

    @Override
    public void interrupt() {
        parts.runner.interrupt();
    }

    @Override
    protected synchronized void handleExecuteRequest(ShellReplyEnvironment reply, Message<ExecuteRequest> message) {
        CellEnvironment cell = (CellEnvironment) reply;
        ExecuteRequest request = message.getContent();
        cell.setBusyDeferIdle();
        if (aborting) {
            cell.reply(aborted(message));
            return;
        }
        int count = request.isSilent() ? executionCount.get() : executionCount.getAndIncrement();
        if (!request.isSilent()) {
            cell.publish(new PublishExecuteInput(request.getCode(), count));
        }
        begin(cell, message, count);
        try {
            DisplayData shown = show(doEval(request.getCode()));
            parts.output.publish();
            if (shown != null && !request.isSilent()) {
                cell.publish(new PublishExecuteResult(count, shown));
            }
            cell.defer().reply(new ExecuteReply(count, Map.of()));
        } catch (RuntimeException error) {
            fail(cell, request, error instanceof CellFailure known ? known : CellFailure.unexpected(error), count);
        }
    }

    /** jjava has no class for this reply. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Message<?> aborted(Message<ExecuteRequest> message) {
        return new Message(message, ExecuteReply.MESSAGE_TYPE, Map.of("status", "aborted"));
    }

    private void begin(CellEnvironment cell, Message<ExecuteRequest> message, int count) {
        commManager.setMessageContext(message);
        parts.evaluator.name(count);
        parts.runner.begin();
        parts.output.begin(cell);
        parts.input.begin(message.getContent().isStdinEnabled() ? cell : null);
        parts.io.begin(cell);
        System.setOut(parts.output.out);
        System.setErr(parts.output.err);
        System.setIn(parts.input);
        cell.drain();
    }

    private void fail(CellEnvironment cell, ExecuteRequest request, CellFailure failure, int count) {
        parts.output.publish();
        if (failure.name().equals(OutOfMemoryError.class.getName()) && Heap.isFull()) {
            cell.drain();
            throw Heap.exhausted(new OutOfMemoryError()); // the host says why
        }
        ErrorReply error = new ErrorReply(failure.name(), failure.getMessage(), failure.traceback());
        error.setExecutionCount(count);
        cell.publish(new PublishError(failure.name(), failure.getMessage(), failure.traceback()));
        cell.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), error);
        aborting = request.shouldStopOnError();
    }

    /** A value as the notebook shows it. Its {@code toString} is the candidate's code too. */
    private DisplayData show(Object value) {
        if (value == null) {
            return null;
        }
        try {
            return (DisplayData) parts.runner.call(() -> render(value));
        } catch (Throwable error) {
            throw parts.runner.wasInterrupted() ? CellFailure.interrupted() : CellFailure.unexpected(error);
        }
    }

    private DisplayData render(Object value) {
        if (value instanceof DisplayData data) {
            return data;
        }
        if (value.getClass().isArray()) {
            String text = Arrays.deepToString(new Object[] {value});
            return new DisplayData(text.substring(1, text.length() - 1));
        }
        return getRenderer().render(value);
    }

    /** Not synchronized: a client may know the language while the compiler still warms up. */
    @Override
    protected void handleKernelInfoRequest(ShellReplyEnvironment reply, Message<KernelInfoRequest> message) {
        reply.setBusyDeferIdle();
        reply.reply(new KernelInfo(Header.PROTOCOL_VERISON, name, version, LANGUAGE, getBanner()));
    }

    @Override
    public synchronized ReplacementOptions complete(String code, int at) {
        return super.complete(code, at);
    }

    @Override
    public synchronized String isComplete(String code) {
        return super.isComplete(code);
    }

    @Override
    public synchronized DisplayData inspect(String code, int at, boolean detailed) {
        return new Inspector(getJShell()).inspect(code, at);
    }

    @Override
    public void onShutdown(boolean restarting) {
        // The process ends. Closing JShell would wait for a cell that runs.
    }
}
