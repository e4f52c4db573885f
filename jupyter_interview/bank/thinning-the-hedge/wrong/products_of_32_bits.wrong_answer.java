class Solution {
    public long leastEffort(int[] heights) {
        int count = heights.length;
        long[][] best = new long[count + 1][count + 1];
        for (int distance = 2; distance < count; distance++) {
            for (int left = 0; left + distance < count; left++) {
                int right = left + distance;
                best[left][right] = Long.MAX_VALUE;
                for (int last = left + 1; last < right; last++) {
                    long effort = best[left][last] + best[last][right] + heights[left] * heights[right];
                    best[left][right] = Math.min(best[left][right], effort);
                }
            }
        }
        return count < 3 ? 0 : best[0][count - 1];
    }
}
