class Solution {
    public long leastEffort(int[] heights) {
        int count = heights.length;
        if (count < 3) {
            return 0;
        }
        long[][] best = new long[count][count]; // best[left][right]: to clear all between the two
        for (int distance = 2; distance < count; distance++) {
            for (int left = 0; left + distance < count; left++) {
                int right = left + distance;
                long sides = Long.MAX_VALUE;
                for (int last = left + 1; last < right; last++) {
                    sides = Math.min(sides, best[left][last] + best[last][right]);
                }
                best[left][right] = (long) heights[left] * heights[right] + sides;
            }
        }
        return best[0][count - 1];
    }
}
