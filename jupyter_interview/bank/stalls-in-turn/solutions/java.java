import java.util.*;

class Solution {
    public long bestSavings(int savings, int[][] stalls, int markets) {
        int[][] byDeposit = stalls.clone();
        Arrays.sort(byDeposit, Comparator.comparingInt(stall -> stall[0]));
        PriorityQueue<Integer> withinReach = new PriorityQueue<>(Comparator.reverseOrder());
        long saved = savings;
        int next = 0;
        for (int market = 0; market < markets; market++) {
            while (next < byDeposit.length && byDeposit[next][0] <= saved) {
                withinReach.add(byDeposit[next++][1]);
            }
            if (withinReach.isEmpty()) {
                break;
            }
            saved += withinReach.poll();
        }
        return saved;
    }
}
