import java.util.*;

class Solution {
    public int[] rowsOf(int[] seats, long[] tickets) {
        int[] lastSeats = seats.clone();
        Arrays.parallelPrefix(lastSeats, Integer::sum);
        int[] rows = new int[tickets.length];
        for (int index = 0; index < tickets.length; index++) {
            int low = 0;
            int high = seats.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (lastSeats[middle] < tickets[index]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            rows[index] = low < seats.length ? low : -1;
        }
        return rows;
    }
}
