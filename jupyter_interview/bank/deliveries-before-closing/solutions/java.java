import java.util.*;

class Solution {
    public int mostDeliveries(int[][] orders) {
        int[][] ordered = orders.clone();
        Arrays.sort(ordered, Comparator.comparingInt(order -> order[1]));
        Queue<Integer> planned = new PriorityQueue<>(Comparator.reverseOrder()); // minutes of the orders in the plan
        long total = 0;
        for (int[] order : ordered) {
            planned.add(order[0]);
            total += order[0];
            if (total > order[1]) {
                total -= planned.remove();
            }
        }
        return planned.size();
    }
}
