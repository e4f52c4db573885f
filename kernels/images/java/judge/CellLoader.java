package interview.judge;

import java.util.Map;
import java.util.Optional;

/** The cell's classes, anew for each test: what they kept is gone with them. The judge's own it does not find. */
final class CellLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    CellLoader(Map<String, byte[]> classes) {
        super(getPlatformClassLoader());
        this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** A class of the cell. */
    Class<?> named(String name) {
        try {
            return Class.forName(fullName(name).orElseThrow(() -> new Nodes.NotAsDeclared(
                    "The cell defines no class named " + name + ".")), false, this);
        } catch (ClassNotFoundException error) {
            throw new IllegalStateException(error);
        }
    }

    boolean defines(String name) {
        return fullName(name).isPresent();
    }

    /** Whichever package the cell gave itself. */
    private Optional<String> fullName(String name) {
        return classes.keySet().stream().filter(known -> known.equals(name) || known.endsWith("." + name)).findAny();
    }
}
