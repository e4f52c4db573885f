import java.util.*;

class Solution {
    private record Situation(long paid, int station, boolean used) {}

    public long cheapestJourney(int stations, int[][] rides) {
        List<List<int[]>> departures = new ArrayList<>();
        for (int station = 0; station < stations; station++) {
            departures.add(new ArrayList<>());
        }
        for (int[] ride : rides) {
            departures.get(ride[0]).add(ride);
        }
        boolean[][] settled = new boolean[stations][2];
        Queue<Situation> queue = new PriorityQueue<>(Comparator.comparingLong(Situation::paid));
        queue.add(new Situation(0, 0, false));
        while (!queue.isEmpty()) {
            Situation now = queue.remove();
            if (now.station == stations - 1) {
                return now.paid;
            }
            if (settled[now.station][now.used ? 1 : 0]) {
                continue;
            }
            settled[now.station][now.used ? 1 : 0] = true;
            for (int[] ride : departures.get(now.station)) {
                queue.add(new Situation(now.paid + ride[2], ride[1], now.used));
                if (!now.used) {
                    queue.add(new Situation(now.paid, ride[1], true));
                }
            }
        }
        return -1;
    }
}
