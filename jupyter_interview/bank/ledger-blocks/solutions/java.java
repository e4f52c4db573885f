import java.util.*;

class Solution {
    public int matchingBlocks(int[][] changes, int target) {
        int blocks = 0;
        for (int first = 0; first < changes.length; first++) {
            long[] columns = new long[changes[0].length];
            for (int last = first; last < changes.length; last++) {
                for (int column = 0; column < columns.length; column++) {
                    columns[column] += changes[last][column];
                }
                blocks += matchingRuns(columns, target);
            }
        }
        return blocks;
    }

    /** How many runs of neighbouring values add up to the target. */
    private static int matchingRuns(long[] values, int target) {
        Map<Long, Integer> occurred = new HashMap<>();
        occurred.put(0L, 1);
        int runs = 0;
        long total = 0;
        for (long value : values) {
            total += value;
            runs += occurred.getOrDefault(total - target, 0);
            occurred.merge(total, 1, Integer::sum);
        }
        return runs;
    }
}
