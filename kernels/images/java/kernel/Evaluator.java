package interview.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.spi.ExecutionControlProvider;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.kernel.execution.CodeEvaluator;

/** Evaluates cells one snippet after the other, on a thread that can be interrupted. */
final class Evaluator extends CodeEvaluator {
    private final CellRunner runner;
    private final CellControl control;
    private final Map<String, Source.Place> places = new HashMap<>();
    private int cell;

    Evaluator(CellRunner runner) {
        super("interview", -1, TimeUnit.MILLISECONDS);
        this.runner = runner;
        this.control = new CellControl(runner);
    }

    @Override
    public ExecutionControlProvider getExecControlProvider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return "interview";
            }

            @Override
            public CellControl generate(jdk.jshell.spi.ExecutionEnv env, Map<String, String> parameters) {
                return control;
            }
        };
    }

    /** What the next text is called in messages: the number that the notebook shows beside the cell. */
    void name(int number) {
        cell = number;
    }

    /** The last snippet's value, or null where it has none to show. Throws CellFailure. */
    @Override
    public Object eval(JShell shell, String code) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        Source source = new Source(cell, code);
        Object value = null;
        CompletionInfo next = analysis.analyzeCompletion(code);
        int offset = 0;
        while (next.completeness().isComplete()) {
            // JShell counts the lines of a snippet from its first character that is not blank.
            String snippet = next.source().stripLeading();
            value = evalSnippet(shell, source, snippet, offset + next.source().length() - snippet.length());
            if (runner.wasInterrupted()) {
                throw CellFailure.interrupted();
            }
            offset = code.length() - next.remaining().length();
            next = analysis.analyzeCompletion(next.remaining());
        }
        if (next.completeness() != Completeness.EMPTY) {
            throw new CellFailure("CompileError", "The last statement is not complete.",
                    List.of(source.marked(code.stripTrailing().length())));
        }
        return value;
    }

    /** {@code complete}, {@code invalid}, or the next line's indentation. jjava takes any nonsense for complete. */
    @Override
    public String isComplete(SourceCodeAnalysis analysis, String code) {
        CompletionInfo next = analysis.analyzeCompletion(code);
        while (next.completeness().isComplete() && next.completeness() != Completeness.UNKNOWN) {
            next = analysis.analyzeCompletion(next.remaining());
        }
        return next.completeness() == Completeness.UNKNOWN ? BaseKernel.IS_COMPLETE_BAD : super.isComplete(analysis, code);
    }

    @Override
    public void interrupt() {
        runner.interrupt();
    }

    private Object evalSnippet(JShell shell, Source source, String text, int from) {
        List<SnippetEvent> events = shell.eval(text);
        Object value = null;
        for (SnippetEvent event : events) {
            Snippet snippet = event.snippet();
            Object own = event.value() == null ? null : control.take(event.value());
            if (event.causeSnippet() == null) {
                value = isShown(snippet) ? own : null;
                places.put(snippet.id(), new Source.Place(source, from));
            }
        }
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                check(shell, event);
            }
        }
        return value;
    }

    private static boolean isShown(Snippet snippet) {
        return switch (snippet.subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    private void check(JShell shell, SnippetEvent event) {
        Snippet snippet = event.snippet();
        if (event.exception() != null) {
            if (runner.wasInterrupted()) {
                throw CellFailure.interrupted();
            }
            throw new Failures(shell, places).of(event.exception());
        }
        Status status = event.status();
        if (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED) {
            System.err.println(missing(shell, (DeclarationSnippet) snippet));
        } else if (!status.isDefined()) {
            throw new Failures(shell, places).ofCompilation(snippet);
        }
    }

    /** JShell takes a declaration whose parts are still to come. A misspelt name looks the same, so it is told. */
    private static String missing(JShell shell, DeclarationSnippet snippet) {
        List<String> names = shell.unresolvedDependencies(snippet).collect(Collectors.toCollection(ArrayList::new));
        return snippet.name() + " can be used once this is declared: " + String.join(", ", names);
    }
}
