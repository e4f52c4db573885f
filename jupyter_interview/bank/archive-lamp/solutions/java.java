import java.util.*;

class Solution {
    public int lampMinutes(int[][] visits) {
        int[][] ordered = visits.clone();
        Arrays.sort(ordered, Comparator.comparingInt(visit -> visit[0]));
        int total = 0;
        int countedUntil = 0;
        for (int[] visit : ordered) {
            if (visit[1] > countedUntil) {
                total += visit[1] - Math.max(visit[0], countedUntil);
                countedUntil = visit[1];
            }
        }
        return total;
    }
}
