class Solution {
    public int[] rowsOf(int[] seats, long[] tickets) {
        long[] lastSeats = new long[seats.length];
        long total = 0;
        for (int row = 0; row < seats.length; row++) {
            total += seats[row];
            lastSeats[row] = total;
        }
        int[] rows = new int[tickets.length];
        for (int index = 0; index < tickets.length; index++) {
            int row = firstAtLeast(lastSeats, tickets[index]);
            rows[index] = row < seats.length ? row : -1;
        }
        return rows;
    }

    private static int firstAtLeast(long[] sorted, long wanted) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
