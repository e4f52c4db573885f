import java.util.*;

class Solution {
    public int followTheSigns(int[] signs, long steps) {
        Map<Integer, Integer> seenAt = new HashMap<>();
        int left = (int) steps;
        int bench = 0;
        for (int step = 0; left > 0; step++, left--) {
            Integer before = seenAt.putIfAbsent(bench, step);
            if (before != null) {
                left %= step - before;
                seenAt.clear();
                if (left == 0) {
                    break;
                }
            }
            bench = signs[bench];
        }
        return bench;
    }
}
