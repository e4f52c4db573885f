class Solution {
    private static final int IMPOSSIBLE = -2_000_000_000; // below any total, and far enough from overflowing

    public int bestEarnings(int[] fees) {
        int nightOff = 0;
        int first = IMPOSSIBLE;
        int second = IMPOSSIBLE;
        for (int fee : fees) {
            int best = Math.max(nightOff, Math.max(first, second));
            second = first + fee;
            first = nightOff + fee;
            nightOff = best;
        }
        return Math.max(nightOff, Math.max(first, second));
    }
}
