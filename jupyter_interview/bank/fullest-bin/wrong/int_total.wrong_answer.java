import java.util.*;

class Solution {
    public long bottlesLeft(int[] bins, int rounds) {
        PriorityQueue<Integer> fullest = new PriorityQueue<>(Comparator.reverseOrder());
        for (int bottles : bins) {
            fullest.add(bottles);
        }
        for (int round = 0; round < rounds && !fullest.isEmpty(); round++) {
            int bottles = fullest.poll();
            fullest.add(bottles - bottles / 2);
        }
        int total = 0;
        for (int bottles : fullest) {
            total += bottles;
        }
        return total;
    }
}
