package interview.judge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles a cell in memory. One for all jobs: it keeps the platform's classes at hand. */
final class CellCompiler {
    static final String FILE = "solution.java";
    /** What a cell may use unsaid, as in JShell. On the cell's own first line, so that its lines keep their numbers. */
    private static final String IMPORTS = "import java.io.*; import java.math.*; import java.util.*;"
            + " import java.util.concurrent.*; import java.util.function.*; import java.util.regex.*;"
            + " import java.util.stream.*; ";
    /** Nothing may stand before a package's name. */
    private static final Pattern PACKAGE = Pattern.compile("(?s)(\\s|//[^\\n]*\\n|/\\*.*?\\*/)*+package\\b.*");
    private static final List<String> OPTIONS =
            List.of("-proc:none", "-g", "-Xlint:none", "-nowarn", "-Xmaxerrs", "20");
    private static final Set<String> OUTSIDE_A_CLASS =
            Set.of("compiler.err.expected4", "compiler.err.expected.module.or.open");
    private static final String HINT = "The judge compiles this cell as a file of Java, in which all code is in classes."
            + " Try your solution in another cell.\n";

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final JavaFileManager platform = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    /** The classes by name. */
    Map<String, byte[]> compile(Job job) throws CompileError {
        Files files = new Files(supplied(job));
        StringBuilder messages = new StringBuilder();
        String imports = PACKAGE.matcher(job.source()).matches() ? "" : IMPORTS;
        Source cell = new Source(FILE, imports + job.source());
        boolean done = false;
        try {
            done = compiler.getTask(
                            Writer.nullWriter(), files, fault -> note(fault, imports, messages), OPTIONS, null,
                            List.of(cell))
                    .call();
        } catch (RuntimeException | StackOverflowError error) {
            messages.append("The code cannot be compiled: it is nested too deeply.");
        }
        if (!done) {
            throw new CompileError(
                    messages.isEmpty() ? "The code cannot be compiled." : Failures.cut(messages.toString()));
        }
        Map<String, byte[]> classes = new HashMap<>();
        files.written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    /** One error as javac prints it, in the cell as the candidate wrote it. */
    private static void note(Diagnostic<? extends JavaFileObject> fault, String imports, StringBuilder messages) {
        if (fault.getKind() != Diagnostic.Kind.ERROR) {
            return;
        }
        int shift = 0;
        for (String line : fault.toString().split("\n")) {
            boolean first = !imports.isEmpty() && line.startsWith(imports);
            int cut = first ? imports.length() : line.isBlank() ? 0 : shift;
            messages.append(line.substring(Math.min(cut, line.length()))).append('\n');
            shift = first ? imports.length() : 0;
        }
        if (OUTSIDE_A_CLASS.contains(fault.getCode()) && messages.indexOf(HINT) < 0) {
            messages.append(HINT);
        }
    }

    /** Node classes for a cell that has none of its own; javac looks for them only then. */
    private static List<Source> supplied(Job job) {
        Map<String, Source> nodes = new HashMap<>();
        job.declared().flatMap(type -> type.parts().stream()).forEach(type -> {
            if (type instanceof ValueType.Linked linked) {
                String item = ValueType.PRIMITIVE.get(linked.item().name()).getSimpleName();
                nodes.put(linked.node(), new Source(linked.node() + ".java", nodeClass(linked.node(), item)));
            }
        });
        return List.copyOf(nodes.values());
    }

    private static String nodeClass(String name, String item) {
        String links = name.equals("ListNode") ? "next" : "left right";
        StringBuilder code = new StringBuilder("class " + name + " { " + item + " val; " + name + "() {} " + name + "("
                + item + " val) { this.val = val; } " + name + "(" + item + " val");
        StringBuilder body = new StringBuilder("this.val = val;");
        for (String link : links.split(" ")) {
            code.append(", ").append(name).append(' ').append(link);
            body.append(" this.").append(link).append(" = ").append(link).append(';');
        }
        code.append(") { ").append(body).append(" } ");
        for (String link : links.split(" ")) {
            code.append(name).append(' ').append(link).append("; ");
        }
        return code.append('}').toString();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name), Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public String getName() {
            return name;
        }

        /** A public class may be in a file of any name: candidates write them out of habit. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return true;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** The platform's classes, what is supplied, and nothing else: the judge's own classes are not to be compiled with. */
    private final class Files extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();
        private final List<Source> supplied;

        Files(List<Source> supplied) {
            super(platform);
            this.supplied = supplied;
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String inPackage, Set<JavaFileObject.Kind> kinds, boolean recurse)
                throws IOException {
            if (location == StandardLocation.CLASS_PATH) {
                boolean here = inPackage.isEmpty() && kinds.contains(JavaFileObject.Kind.SOURCE);
                return here ? new ArrayList<>(supplied) : List.of();
            }
            return super.list(location, inPackage, kinds, recurse);
        }

        @Override
        public String inferBinaryName(Location location, JavaFileObject file) {
            return file instanceof Source source
                    ? source.name.substring(0, source.name.indexOf('.'))
                    : super.inferBinaryName(location, file);
        }

        @Override
        public boolean isSameFile(FileObject one, FileObject other) {
            return one == other;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            written.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("string:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
