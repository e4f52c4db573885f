import java.util.*;

class Solution {
    public boolean settlesBetween(int[] quotes) {
        int settled = Integer.MIN_VALUE; // the highest quote that has a higher one before it, of those walked through
        Deque<Integer> later = new ArrayDeque<>();
        for (int i = quotes.length - 1; i >= 0; i--) {
            if (quotes[i] < settled) {
                return true;
            }
            while (!later.isEmpty() && later.peek() < quotes[i]) {
                settled = later.pop();
            }
            later.push(quotes[i]);
        }
        return false;
    }
}
