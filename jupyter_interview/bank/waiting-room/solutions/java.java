import java.util.*;

class WaitingRoom {
    private record Entry(String name, int urgency, int arrival) {}

    private static final Comparator<Entry> NEXT_FIRST =
            Comparator.comparingInt(Entry::urgency).reversed().thenComparingInt(Entry::arrival);

    private final TreeSet<Entry> waiting = new TreeSet<>(NEXT_FIRST);
    private final Map<String, Entry> entryOf = new HashMap<>();
    private int arrivals = 0;

    public boolean arrive(String name, int urgency) {
        if (entryOf.containsKey(name)) {
            return false;
        }
        enter(new Entry(name, urgency, arrivals++));
        return true;
    }

    public boolean reassess(String name, int urgency) {
        Entry entry = entryOf.get(name);
        if (entry == null) {
            return false;
        }
        waiting.remove(entry);
        enter(new Entry(name, urgency, entry.arrival()));
        return true;
    }

    public boolean leave(String name) {
        Entry entry = entryOf.remove(name);
        return entry != null && waiting.remove(entry);
    }

    public String callNext() {
        Entry entry = waiting.pollFirst();
        if (entry == null) {
            return null;
        }
        entryOf.remove(entry.name());
        return entry.name();
    }

    private void enter(Entry entry) {
        waiting.add(entry);
        entryOf.put(entry.name(), entry);
    }
}
