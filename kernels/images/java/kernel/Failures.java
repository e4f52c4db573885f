package interview.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/** JShell's exceptions in the terms of the notebook: its cells and lines, and no frame but the candidate's. */
final class Failures {
    private static final int MOST_FRAMES = 20;
    /** Classes of cells are members of made-up ones. */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\$");

    private final JShell shell;
    private final Map<String, Source.Place> places;

    Failures(JShell shell, Map<String, Source.Place> places) {
        this.shell = shell;
        this.places = places;
    }

    /** What the candidate's code threw. */
    CellFailure of(JShellException error) {
        List<String> details = new ArrayList<>(frames(error));
        for (Throwable cause = error.getCause(); cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            String message = message(cause);
            details.add("Caused by: " + name(cause) + (message.isEmpty() ? "" : ": " + message));
            details.addAll(frames(cause));
        }
        return new CellFailure(name(error), message(error), details);
    }

    /** What the compiler had to say. */
    CellFailure ofCompilation(Snippet snippet) {
        List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).collect(Collectors.toList());
        List<String> details = new ArrayList<>();
        for (Diag error : errors) {
            details.add(describe(snippet, error));
        }
        if (snippet instanceof DeclarationSnippet declaration) {
            shell.unresolvedDependencies(declaration).forEach(name -> details.add("not declared: " + name));
        }
        String first = errors.isEmpty() ? "The cell does not compile." : firstLine(errors.get(0));
        return new CellFailure("CompileError", first, details);
    }

    private String describe(Snippet snippet, Diag error) {
        String said = error.getMessage(null).lines()
                .filter(line -> !line.strip().startsWith("location:"))
                .collect(Collectors.joining("\n"));
        Source.Place place = places.get(snippet.id());
        if (place == null || error.getPosition() < 0) {
            return said;
        }
        int at = (int) error.getPosition();
        return "line " + place.line(at) + ": " + said + "\n" + place.source().marked(place.offset() + at);
    }

    private static String firstLine(Diag error) {
        return error.getMessage(null).lines().findFirst().orElse("");
    }

    private static String name(Throwable error) {
        if (error instanceof EvalException thrown) {
            return WRAPPER.matcher(thrown.getExceptionClassName()).replaceAll("");
        }
        return error instanceof UnresolvedReferenceException ? "UnresolvedReference" : error.getClass().getName();
    }

    private String message(Throwable error) {
        if (error instanceof UnresolvedReferenceException unresolved) {
            DeclarationSnippet snippet = unresolved.getSnippet();
            return snippet.name() + " needs what is not declared: "
                    + shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
        }
        return WRAPPER.matcher(Optional.ofNullable(error.getMessage()).orElse("")).replaceAll("");
    }

    private List<String> frames(Throwable error) {
        List<String> lines = new ArrayList<>();
        int left = 0;
        for (StackTraceElement frame : error.getStackTrace()) {
            String file = Optional.ofNullable(frame.getFileName()).orElse("");
            Source.Place place = file.startsWith("#") ? places.get(file.substring(1)) : null;
            if (place == null) {
                continue;
            }
            if (lines.size() < MOST_FRAMES) {
                lines.add("    at " + method(frame) + where(place, frame.getLineNumber()));
            } else {
                left++;
            }
        }
        if (left > 0) {
            lines.add("    … and " + left + " more");
        }
        return lines;
    }

    private static String method(StackTraceElement frame) {
        String type = WRAPPER.matcher(frame.getClassName()).replaceAll("");
        String method = frame.getMethodName().equals("do_it$") ? "" : frame.getMethodName();
        String whole = type.isEmpty() || method.isEmpty() ? type + method : type + "." + method;
        return whole.isEmpty() ? "" : whole + " ";
    }

    private static String where(Source.Place place, int line) {
        return "(cell " + place.source().cell() + ", line " + (place.line(0) + line - 1) + ")";
    }
}
