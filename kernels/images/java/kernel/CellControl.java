package interview.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import jdk.jshell.execution.DirectExecutionControl;

/** JShell's way to run what it compiled: in this process, on the cell's thread, with the values kept as objects. */
final class CellControl extends DirectExecutionControl {
    private final CellRunner runner;
    private final Map<String, Object> values = new HashMap<>();
    private int calls;

    CellControl(CellRunner runner) {
        this.runner = runner;
    }

    /** Returns a key for {@link #take}, where JShell expects the value as text. */
    @Override
    protected String invoke(Method method) throws Exception {
        Object value;
        try {
            value = runner.call(() -> method.invoke(null));
        } catch (InvocationTargetException error) {
            throw error;
        } catch (Throwable error) {
            throw new InvocationTargetException(error);
        }
        String key = "value " + calls++;
        values.put(key, value);
        return key;
    }

    /** The value of this key, once. Null also where JShell made up a value without running anything. */
    Object take(String key) {
        return values.remove(key);
    }
}
