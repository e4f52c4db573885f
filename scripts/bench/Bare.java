import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The work of a verdict without a judge: call on every test, compare. All tests share this one process; compiling is javac's.
 *
 * <p>{@code java Bare METHOD < tests.json}: the tests are {@code [[arguments, expected], …]} of integers and arrays of them. The
 * answer is how many were right, of how many.
 */
public final class Bare {
    private final byte[] text;
    private int at;

    private Bare(byte[] text) {
        this.text = text;
    }

    public static void main(String[] args) throws Exception {
        List<?> tests = (List<?>) new Bare(System.in.readAllBytes()).list();
        Class<?> solution = Class.forName("Solution");
        Method method = Arrays.stream(solution.getDeclaredMethods())
                .filter(one -> one.getName().equals(args[0]))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        var constructor = solution.getDeclaredConstructor();
        constructor.setAccessible(true);
        int right = 0;
        for (Object test : tests) {
            List<?> pair = (List<?>) test;
            Object[] given = ((List<?>) pair.get(0)).stream().map(Bare::plain).toArray();
            Object answer = method.invoke(constructor.newInstance(), given);
            right += Arrays.deepEquals(new Object[] {answer}, new Object[] {plain(pair.get(1))}) ? 1 : 0;
        }
        System.out.println(right + "/" + tests.size());
    }

    /** A list of integers as Java's candidates have it. */
    private static Object plain(Object value) {
        return value instanceof List<?> list ? list.stream().mapToInt(item -> (Integer) item).toArray() : value;
    }

    private Object list() throws IOException {
        skip();
        if (text[at] != '[') {
            int start = at;
            while (at < text.length && (text[at] == '-' || Character.isDigit(text[at]))) {
                at++;
            }
            return Integer.valueOf(new String(text, start, at - start, StandardCharsets.ISO_8859_1));
        }
        List<Object> items = new ArrayList<>();
        at++;
        skip();
        while (text[at] != ']') {
            items.add(list());
            skip();
        }
        at++;
        return items;
    }

    private void skip() {
        while (text[at] == ' ' || text[at] == ',') {
            at++;
        }
    }
}
