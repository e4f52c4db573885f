import java.util.Arrays;

class Solution {
    public long bestBallast(int[] weights, long limit) {
        int middle = weights.length / 2;
        long[] lower = risingTotals(Arrays.copyOfRange(weights, 0, middle));
        long[] upper = risingTotals(Arrays.copyOfRange(weights, middle, weights.length));
        long best = 0;
        int index = upper.length - 1;
        for (long total : lower) {
            while (index >= 0 && total + upper[index] > limit) {
                index--;
            }
            if (index < 0) {
                break;
            }
            best = Math.max(best, total + upper[index]);
        }
        return best;
    }

    /** The totals of all choices, each doubling merged so that they stay in order. */
    private long[] risingTotals(int[] weights) {
        long[] totals = {0};
        for (int weight : weights) {
            long[] merged = new long[2 * totals.length];
            int without = 0;
            int filled = 0;
            for (long total : totals) {
                while (without < totals.length && totals[without] <= total + weight) {
                    merged[filled++] = totals[without++];
                }
                merged[filled++] = total + weight;
            }
            totals = merged;
        }
        return totals;
    }
}
