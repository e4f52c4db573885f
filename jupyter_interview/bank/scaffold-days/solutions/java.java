import java.util.*;

class Solution {
    private record Pick(int day, int painter, int place) {}

    public int[] shortestStretch(int[][] days) {
        PriorityQueue<Pick> picked = new PriorityQueue<>(Comparator.comparingInt(Pick::day));
        int latest = Integer.MIN_VALUE;
        for (int painter = 0; painter < days.length; painter++) {
            picked.add(new Pick(days[painter][0], painter, 0));
            latest = Math.max(latest, days[painter][0]);
        }
        int[] best = {picked.peek().day(), latest};
        while (true) {
            Pick earliest = picked.poll();
            if (latest - earliest.day() < best[1] - best[0]) {
                best = new int[] {earliest.day(), latest};
            }
            int[] own = days[earliest.painter()];
            int next = earliest.place() + 1;
            if (next == own.length) {
                return best;
            }
            latest = Math.max(latest, own[next]);
            picked.add(new Pick(own[next], earliest.painter(), next));
        }
    }
}
