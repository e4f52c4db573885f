import java.util.*;

class Solution {
    public int[] countLogins(int[] times, int[][] windows) {
        int[] counts = new int[windows.length];
        for (int index = 0; index < windows.length; index++) {
            int first = Arrays.binarySearch(times, windows[index][0]);
            int last = Arrays.binarySearch(times, windows[index][1]);
            int from = first >= 0 ? first : -first - 1;
            int to = last >= 0 ? last + 1 : -last - 1;
            counts[index] = Math.max(0, to - from);
        }
        return counts;
    }
}
