class Solution {
    public int waysUp(int steps, int[] broken) {
        int modulus = 1_000_000_007;
        int[] ways = new int[steps + 1];
        for (int step : broken) {
            ways[step] = -1;
        }
        ways[0] = 1;
        for (int step = 1; step <= steps; step++) {
            if (ways[step] < 0) {
                ways[step] = 0;
                continue;
            }
            for (int stride = 1; stride <= Math.min(3, step); stride++) {
                ways[step] += ways[step - stride];
            }
            ways[step] %= modulus;
        }
        return ways[steps];
    }
}
