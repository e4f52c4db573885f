import java.util.*;

class Solution {
    public int lunchPrice(int[] mains, int[] desserts, long place) {
        Arrays.sort(mains);
        Arrays.sort(desserts);
        int low = mains[0] + desserts[0];
        int high = mains[mains.length - 1] + desserts[desserts.length - 1];
        while (low < high) {
            int price = (low + high) / 2;
            long count = 0;
            int fitting = desserts.length;
            for (int main : mains) {
                while (fitting > 0 && main + desserts[fitting - 1] > price) {
                    fitting--;
                }
                count += fitting;
            }
            if (count >= place) {
                high = price;
            } else {
                low = price + 1;
            }
        }
        return low;
    }
}
