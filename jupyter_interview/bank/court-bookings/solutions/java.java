import java.util.*;

class CourtBookings {
    private final NavigableMap<Integer, Integer> ends = new TreeMap<>(); // by start

    public boolean book(int start, int end) {
        Map.Entry<Integer, Integer> before = ends.floorEntry(start);
        Integer next = ends.ceilingKey(start);
        if (before != null && before.getValue() > start || next != null && next < end) {
            return false;
        }
        ends.put(start, end);
        return true;
    }

    public boolean cancel(int start) {
        return ends.remove(start) != null;
    }

    public Integer bookingAt(int minute) {
        Map.Entry<Integer, Integer> latest = ends.floorEntry(minute);
        return latest != null && minute < latest.getValue() ? latest.getKey() : null;
    }
}
