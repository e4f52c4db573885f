import java.util.*;

class Solution {
    public Integer[] cutOffs(int[] marks, int places) {
        PriorityQueue<Integer> winners = new PriorityQueue<>();
        Integer[] result = new Integer[marks.length];
        for (int i = 0; i < marks.length; i++) {
            winners.add(marks[i]);
            if (winners.size() > places) {
                winners.poll();
            }
            result[i] = winners.size() == places ? winners.peek() : null;
        }
        return result;
    }
}
