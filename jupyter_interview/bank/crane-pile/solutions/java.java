import java.util.*;

class Solution {
    public int firstImpossible(int[] arrivals, int[] departures) {
        Deque<Integer> pile = new ArrayDeque<>();
        int arrived = 0;
        for (int index = 0; index < departures.length; index++) {
            while (pile.isEmpty() || pile.peek() != departures[index]) {
                if (arrived == arrivals.length) {
                    return index;
                }
                pile.push(arrivals[arrived++]);
            }
            pile.pop();
        }
        return -1;
    }
}
