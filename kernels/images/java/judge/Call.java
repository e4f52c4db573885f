package interview.judge;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls what the question asks for with one test's arguments. On the test's own thread: all of it may run the cell's code. */
final class Call {
    private final Job job;
    private final CellLoader loader;
    private final Nodes nodes;
    private final Json arguments;

    Call(Job job, CellLoader loader, byte[] arguments) {
        this.job = job;
        this.loader = loader;
        this.arguments = new Json(arguments);
        nodes = new Nodes(loader);
    }

    CellLoader loader() {
        return loader;
    }

    /** Standard input: a program's text, or nothing. */
    InputStream input() {
        if (!job.kind().equals("program")) {
            return InputStream.nullInputStream();
        }
        arguments.open();
        return new ByteArrayInputStream(arguments.string().getBytes(StandardCharsets.UTF_8));
    }

    /** The claim about a returned value, without its end; nothing of a program. */
    String answer() throws Exception {
        Class<?> main = loader.named(job.mainClass());
        ValueReader reader = new ValueReader(arguments, nodes);
        ValueWriter writer = new ValueWriter(nodes, job.valueBytes());
        switch (job.kind()) {
            case "program" -> {
                Method method = method(main, "main", new Class<?>[] {String[].class});
                invoke(method, target(main, method), new Object[] {new String[0]});
            }
            case "class" -> operations(main, reader, writer);
            default -> {
                Method method = method(main, job.name(), classes(job.parameters()));
                Object target = target(main, method);
                writer.write(job.returns(), invoke(method, target, reader.arguments(job.parameters())));
            }
        }
        return "{\"outcome\":\"returned\",\"value\":" + writer;
    }

    private void operations(Class<?> main, ValueReader reader, ValueWriter writer) throws Exception {
        arguments.open();
        List<String> operations = new ArrayList<>();
        for (arguments.open(); arguments.more(); ) {
            operations.add(arguments.string());
        }
        arguments.more();
        arguments.open();
        arguments.more();
        Object target = make(constructor(main, classes(job.parameters())), reader.arguments(job.parameters()));
        writer.raw("[null");
        Map<String, Method> methods = new HashMap<>();
        for (String operation : operations.subList(1, operations.size())) {
            Job.Operation declared = job.methods().get(operation);
            Method method = methods.computeIfAbsent(
                    operation, name -> method(main, declared.name(), classes(declared.parameters())));
            arguments.more();
            Object value = invoke(method, target, reader.arguments(declared.parameters()));
            writer.raw(",").write(declared.returns(), value);
        }
        writer.raw("]");
    }

    private Class<?>[] classes(List<ValueType> types) {
        return types.stream().map(type -> type.javaClass(nodes)).toArray(Class<?>[]::new);
    }

    /** The object to call the method on. */
    private static Object target(Class<?> main, Method method) throws Exception {
        return Modifier.isStatic(method.getModifiers()) ? null : make(constructor(main, new Class<?>[0]), new Object[0]);
    }

    private static Object make(Constructor<?> constructor, Object[] values) throws InvocationTargetException {
        try {
            return constructor.newInstance(values);
        } catch (InstantiationException | IllegalAccessException | IllegalArgumentException error) {
            throw unfit(constructor.getDeclaringClass(), "constructor", values);
        }
    }

    private static Object invoke(Method method, Object target, Object[] values) throws InvocationTargetException {
        try {
            return method.invoke(target, values);
        } catch (IllegalAccessException | IllegalArgumentException error) {
            throw unfit(method.getDeclaringClass(), "method " + method.getName(), values);
        }
    }

    private static Nodes.NotAsDeclared unfit(Class<?> kind, String member, Object[] values) {
        String types = Arrays.stream(values)
                .map(value -> value == null ? "null" : value.getClass().getSimpleName())
                .collect(Collectors.joining(", "));
        return new Nodes.NotAsDeclared(
                "The " + member + " of the class " + kind.getSimpleName() + " does not take (" + types + ").");
    }

    private static Method method(Class<?> main, String name, Class<?>[] parameters) {
        List<Method> named =
                Arrays.stream(main.getDeclaredMethods()).filter(one -> one.getName().equals(name) && !one.isBridge()).toList();
        return best(named, main, "method " + name, parameters);
    }

    private static Constructor<?> constructor(Class<?> main, Class<?>[] parameters) {
        return best(List.of(main.getDeclaredConstructors()), main, "constructor", parameters);
    }

    /** The one with these parameters; or with as many, which may take what it is given. */
    private static <T extends Executable> T best(List<T> all, Class<?> main, String member, Class<?>[] parameters) {
        T found = null;
        for (T one : all) {
            boolean exact = Arrays.equals(one.getParameterTypes(), parameters);
            if (exact || found == null && one.getParameterCount() == parameters.length) {
                found = one;
            }
            if (exact) {
                break;
            }
        }
        if (found == null) {
            String types = Arrays.stream(parameters).map(Class::getSimpleName).collect(Collectors.joining(", "));
            throw new Nodes.NotAsDeclared(
                    "The class " + main.getSimpleName() + " has no " + member + " that takes (" + types + ").");
        }
        found.setAccessible(true);
        return found;
    }
}
