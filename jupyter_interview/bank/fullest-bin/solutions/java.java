import java.util.*;

class Solution {
    public long bottlesLeft(int[] bins, int rounds) {
        PriorityQueue<Integer> fullest = new PriorityQueue<>(Comparator.reverseOrder());
        long total = 0;
        for (int bottles : bins) {
            fullest.add(bottles);
            total += bottles;
        }
        for (int round = 0; round < rounds && !fullest.isEmpty() && fullest.peek() > 1; round++) {
            int bottles = fullest.poll();
            int taken = bottles / 2;
            total -= taken;
            fullest.add(bottles - taken);
        }
        return total;
    }
}
