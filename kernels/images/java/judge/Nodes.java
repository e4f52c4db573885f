package interview.judge;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** The cell's classes of list and tree nodes: made, read and tied through reflection, whatever their visibility. */
final class Nodes {
    private static final Map<Class<?>, Object> ZERO = Map.of(
            int.class, 0, long.class, 0L, double.class, 0.0, boolean.class, false, float.class, 0f, char.class, '\0',
            short.class, (short) 0, byte.class, (byte) 0);

    /** A class that is not as the question has it; told as any error of the candidate's code. */
    static final class NotAsDeclared extends RuntimeException {
        NotAsDeclared(String message) {
            super(message, null, false, false);
        }
    }

    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Map<String, Constructor<?>> constructors = new HashMap<>();
    private final Map<String, Field> fields = new HashMap<>();
    private final CellLoader loader;

    Nodes(CellLoader loader) {
        this.loader = loader;
    }

    Class<?> named(String name) {
        return classes.computeIfAbsent(name, loader::named);
    }

    boolean isOne(Object value, String name) {
        return loader.defines(name) && named(name).isInstance(value);
    }

    Object make(String name, Object value) {
        Constructor<?> constructor = constructors.computeIfAbsent(name, this::shortest);
        try {
            Object node = constructor.newInstance(
                    Arrays.stream(constructor.getParameterTypes()).map(ZERO::get).toArray());
            set(node, "val", value);
            return node;
        } catch (ReflectiveOperationException error) {
            throw new NotAsDeclared("A " + name + " cannot be made: " + error + ".");
        }
    }

    private Constructor<?> shortest(String name) {
        Constructor<?> constructor = Arrays.stream(named(name).getDeclaredConstructors())
                .min(Comparator.comparing(Constructor::getParameterCount))
                .orElseThrow();
        constructor.setAccessible(true);
        return constructor;
    }

    Object get(Object node, String name) {
        try {
            return field(node, name).get(node);
        } catch (IllegalAccessException error) {
            throw unfit(node, name);
        }
    }

    void set(Object node, String name, Object value) {
        try {
            field(node, name).set(node, value);
        } catch (IllegalAccessException | IllegalArgumentException error) {
            throw unfit(node, name);
        }
    }

    private Field field(Object node, String name) {
        Field known = fields.get(name);
        if (known != null && known.getDeclaringClass().isInstance(node)) {
            return known;
        }
        try {
            Field field = declaring(node.getClass()).getDeclaredField(name);
            field.setAccessible(true);
            fields.put(name, field);
            return field;
        } catch (NoSuchFieldException error) {
            throw unfit(node, name);
        }
    }

    /** The node's own class, also where the candidate returns one of a class below it. */
    private Class<?> declaring(Class<?> kind) {
        for (Class<?> known : classes.values()) {
            if (known.isAssignableFrom(kind)) {
                return known;
            }
        }
        return kind;
    }

    private static NotAsDeclared unfit(Object node, String name) {
        return new NotAsDeclared(
                "The class " + node.getClass().getSimpleName() + " has no field " + name + " as the question has it.");
    }
}
