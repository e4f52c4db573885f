import java.util.*;

class Solution {
    public int longestSteady(int[] readings, int tolerance) {
        Deque<Integer> falling = new ArrayDeque<>(); // positions; the first has the largest reading of the window
        Deque<Integer> rising = new ArrayDeque<>(); // the first has the smallest
        int longest = 0;
        int start = 0;
        for (int end = 0; end < readings.length; end++) {
            while (!falling.isEmpty() && readings[falling.peekLast()] <= readings[end]) {
                falling.pollLast();
            }
            falling.addLast(end);
            while (!rising.isEmpty() && readings[rising.peekLast()] >= readings[end]) {
                rising.pollLast();
            }
            rising.addLast(end);
            // at most 2 * 10^9, which an int still holds
            while (readings[falling.peekFirst()] - readings[rising.peekFirst()] > tolerance) {
                start++;
                if (falling.peekFirst() < start) {
                    falling.pollFirst();
                }
                if (rising.peekFirst() < start) {
                    rising.pollFirst();
                }
            }
            longest = Math.max(longest, end - start + 1);
        }
        return longest;
    }
}
