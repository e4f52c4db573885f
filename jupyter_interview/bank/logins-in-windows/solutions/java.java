class Solution {
    public int[] countLogins(int[] times, int[][] windows) {
        int[] counts = new int[windows.length];
        for (int index = 0; index < windows.length; index++) {
            int start = windows[index][0];
            int end = windows[index][1];
            counts[index] = Math.max(0, loginsBefore(times, end + 1) - loginsBefore(times, start));
        }
        return counts;
    }

    private static int loginsBefore(int[] times, int moment) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
