import java.util.*;

class RaffleDrum {
    private final List<Integer> tickets = new ArrayList<>();
    private final Map<Integer, Integer> indexOf = new HashMap<>();
    private final Random random = new Random();

    public RaffleDrum() {}

    public boolean add(int ticket) {
        if (indexOf.putIfAbsent(ticket, tickets.size()) != null) {
            return false;
        }
        tickets.add(ticket);
        return true;
    }

    public boolean withdraw(int ticket) {
        Integer index = indexOf.remove(ticket);
        if (index == null) {
            return false;
        }
        int last = tickets.remove(tickets.size() - 1);
        if (last != ticket) {
            tickets.set(index, last);
            indexOf.put(last, index);
        }
        return true;
    }

    public Integer draw() {
        return tickets.isEmpty() ? null : tickets.get(random.nextInt(tickets.size()));
    }
}
