package interview.kernel;

import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** What a name in a cell is: JShell's signatures, or the cell's own declaration. */
final class Inspector {
    private final JShell shell;

    Inspector(JShell shell) {
        this.shell = shell;
    }

    /** A text about the name at or before {@code at}, or null. */
    DisplayData inspect(String code, int at) {
        int start = Math.min(at, code.length());
        while (start > 0 && Character.isJavaIdentifierPart(code.charAt(start - 1))) {
            start--;
        }
        int end = Math.min(at, code.length());
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        String name = code.substring(start, end);
        List<String> own = declared(name);
        List<String> found = own.isEmpty() ? signatures(code, end) : own;
        return found.isEmpty() ? null : new DisplayData(String.join("\n", found));
    }

    private List<String> declared(String name) {
        Stream<String> variables = shell.variables()
                .filter(snippet -> snippet.name().equals(name))
                .map(snippet -> snippet.typeName() + " " + snippet.name());
        Stream<DeclarationSnippet> others = Stream.concat(shell.methods(), shell.types());
        return Stream.concat(variables, others.filter(snippet -> snippet.name().equals(name)).map(Snippet::source))
                .toList();
    }

    private List<String> signatures(String code, int end) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        String before = code.substring(0, end);
        List<Documentation> found = analysis.documentation(before, end, false);
        if (found.isEmpty()) {
            // A method is known only where its arguments begin.
            found = analysis.documentation(before + "(", end + 1, false);
        }
        return found.stream().map(Documentation::signature).distinct().toList();
    }
}
