import java.util.*;

class WaitingRoom {
    private record Entry(String name, int urgency, int arrival) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            (one, other) -> one.urgency() != other.urgency()
                    ? other.urgency() - one.urgency()
                    : one.arrival() - other.arrival());
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
        enter(new Entry(name, urgency, entry.arrival()));
        return true;
    }

    public boolean leave(String name) {
        return entryOf.remove(name) != null;
    }

    public String callNext() {
        while (!entries.isEmpty()) {
            Entry entry = entries.poll();
            if (entryOf.remove(entry.name(), entry)) {
                return entry.name();
            }
        }
        return null;
    }

    private void enter(Entry entry) {
        entries.add(entry);
        entryOf.put(entry.name(), entry);
    }
}
