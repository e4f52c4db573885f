import java.util.*;

class Solution {
    public int lunchPrice(int[] mains, int[] desserts, long place) {
        Arrays.sort(mains);
        Arrays.sort(desserts);
        int tooCheap = mains[0] + desserts[0] - 1;
        int enough = mains[mains.length - 1] + desserts[desserts.length - 1];
        while (enough - tooCheap > 1) {
            int price = tooCheap + (enough - tooCheap) / 2; // the sum of both could exceed an int
            if (lunchesUpTo(mains, desserts, price) >= place) {
                enough = price;
            } else {
                tooCheap = price;
            }
        }
        return enough;
    }

    /** Both lists are sorted: the dearer the main dish, the fewer desserts go with it. */
    private static long lunchesUpTo(int[] mains, int[] desserts, int price) {
        long count = 0;
        int fitting = desserts.length;
        for (int main : mains) {
            while (fitting > 0 && main + desserts[fitting - 1] > price) {
                fitting--;
            }
            count += fitting;
        }
        return count;
    }
}
