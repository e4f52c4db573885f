class Solution {
    private static final int MODULUS = 1_000_000_007;

    public int waysUp(int steps, int[] broken) {
        boolean[] forbidden = new boolean[steps + 1];
        for (int step : broken) {
            forbidden[step] = true;
        }
        // Ways to the three places below the next step. Their sum exceeds 32 bits.
        long third = 0;
        long second = 0;
        long last = 1;
        for (int step = 1; step <= steps; step++) {
            long ways = forbidden[step] ? 0 : (third + second + last) % MODULUS;
            third = second;
            second = last;
            last = ways;
        }
        return (int) last;
    }
}
