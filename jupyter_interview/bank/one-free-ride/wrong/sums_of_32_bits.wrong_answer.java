import java.util.*;

class Solution {
    public long cheapestJourney(int stations, int[][] rides) {
        List<List<int[]>> departures = new ArrayList<>();
        for (int station = 0; station < stations; station++) {
            departures.add(new ArrayList<>());
        }
        for (int[] ride : rides) {
            departures.get(ride[0]).add(ride);
        }
        boolean[] settled = new boolean[2 * stations];
        PriorityQueue<int[]> queue = new PriorityQueue<>((a, b) -> Integer.compare(a[0], b[0]));
        queue.add(new int[] {0, 0});
        while (!queue.isEmpty()) {
            int[] now = queue.remove();
            int station = now[1] / 2;
            if (station == stations - 1) {
                return now[0];
            }
            if (settled[now[1]]) {
                continue;
            }
            settled[now[1]] = true;
            for (int[] ride : departures.get(station)) {
                queue.add(new int[] {now[0] + ride[2], 2 * ride[1] + now[1] % 2});
                if (now[1] % 2 == 0) {
                    queue.add(new int[] {now[0], 2 * ride[1] + 1});
                }
            }
        }
        return -1;
    }
}
