import java.util.*;

class Solution {
    public double brightestAverage(int[] brightness, int shortest) {
        double low = Arrays.stream(brightness).min().orElseThrow();
        double high = Arrays.stream(brightness).max().orElseThrow();
        while (high - low > 1e-7) {
            double middle = (low + high) / 2;
            if (canBeHad(middle, brightness, shortest)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Whether some stretch that is long enough has at least this average. */
    private static boolean canBeHad(double average, int[] brightness, int shortest) {
        double before = 0;
        double after = 0;
        double least = 0;
        for (int place = 0; place < brightness.length; place++) {
            after += brightness[place] - average;
            if (place < shortest - 1) {
                continue;
            }
            if (after >= least) {
                return true;
            }
            before += brightness[place - shortest + 1] - average;
            least = Math.min(least, before);
        }
        return false;
    }
}
