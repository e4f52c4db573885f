import java.util.Arrays;

class Solution {
    public long bestBallast(int[] weights, long limit) {
        int middle = weights.length / 2;
        int[] lower = risingTotals(Arrays.copyOfRange(weights, 0, middle));
        int[] upper = risingTotals(Arrays.copyOfRange(weights, middle, weights.length));
        long best = 0;
        int index = upper.length - 1;
        for (int total : lower) {
            while (index >= 0 && (long) total + upper[index] > limit) {
                index--;
            }
            if (index < 0) {
                break;
            }
            best = Math.max(best, (long) total + upper[index]);
        }
        return best;
    }

    private int[] risingTotals(int[] weights) {
        int[] totals = new int[1 << weights.length];
        for (int stone = 0; stone < weights.length; stone++) {
            int known = 1 << stone;
            for (int choice = 0; choice < known; choice++) {
                totals[known + choice] = totals[choice] + weights[stone];
            }
        }
        Arrays.sort(totals);
        return totals;
    }
}
