import java.util.*;

class Solution {
    public int followTheSigns(int[] signs, long steps) {
        int[] seenAt = new int[signs.length];
        Arrays.fill(seenAt, -1);
        int bench = 0;
        int step = 0;
        while (step < steps && seenAt[bench] < 0) {
            seenAt[bench] = step;
            bench = signs[bench];
            step++;
        }
        if (step < steps) {
            for (long left = (steps - step) % (step - seenAt[bench]); left > 0; left--) {
                bench = signs[bench];
            }
        }
        return bench;
    }
}
