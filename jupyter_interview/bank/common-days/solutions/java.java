import java.util.*;

class Solution {
    private record Pick(int day, int member, int place) {}

    public int[] shortestStretch(int[][] days) {
        PriorityQueue<Pick> picked = new PriorityQueue<>(Comparator.comparingInt(Pick::day));
        int latest = Integer.MIN_VALUE;
        for (int member = 0; member < days.length; member++) {
            picked.add(new Pick(days[member][0], member, 0));
            latest = Math.max(latest, days[member][0]);
        }
        int[] best = {picked.peek().day(), latest};
        while (true) {
            Pick earliest = picked.poll();
            if (latest - earliest.day() < best[1] - best[0]) {
                best = new int[] {earliest.day(), latest};
            }
            int[] own = days[earliest.member()];
            int next = earliest.place() + 1;
            if (next == own.length) {
                return best;
            }
            latest = Math.max(latest, own[next]);
            picked.add(new Pick(own[next], earliest.member(), next));
        }
    }
}
