import java.util.*;

class Solution {
    private final List<int[]> ways = new ArrayList<>();

    public int[][] waysToPay(int[] vouchers, int amount) {
        int[] values = vouchers.clone();
        Arrays.sort(values);
        pay(values, 0, amount, new int[values.length], 0);
        return ways.toArray(new int[0][]);
    }

    private void pay(int[] values, int start, int left, int[] used, int count) {
        if (left == 0) {
            ways.add(Arrays.copyOf(used, count));
            return;
        }
        for (int place = start; place < values.length && values[place] <= left; place++) {
            if (place > start && values[place] == values[place - 1]) {
                continue; // its twin led to the same ways
            }
            used[count] = values[place];
            pay(values, place + 1, left - values[place], used, count + 1);
        }
    }
}
