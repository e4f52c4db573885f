import java.util.*;

class PhoneBook {
    private final int capacity;
    /** In the order of last use: that is what `true` asks for. */
    private final LinkedHashMap<String, String> numbers = new LinkedHashMap<>(16, 0.75f, true);

    public PhoneBook(int capacity) {
        this.capacity = capacity;
    }

    public String note(String name, String number) {
        String out = null;
        if (!numbers.containsKey(name) && numbers.size() == capacity) {
            out = nextOut();
            numbers.remove(out);
        }
        numbers.put(name, number);
        return out;
    }

    public String call(String name) {
        return numbers.get(name);
    }

    public boolean strike(String name) {
        return numbers.remove(name) != null;
    }

    public String nextOut() {
        return numbers.isEmpty() ? null : numbers.keySet().iterator().next();
    }
}
