class Solution {
    public int busiestStretch(int[] changes, int hours) {
        long total = 0;
        for (int hour = 0; hour < hours; hour++) {
            total += changes[hour];
        }
        long bestTotal = total;
        int bestStart = 0;
        for (int start = 1; start + hours <= changes.length; start++) {
            total += changes[start + hours - 1] - changes[start - 1];
            if (total > bestTotal) {
                bestTotal = total;
                bestStart = start;
            }
        }
        return bestStart;
    }
}
