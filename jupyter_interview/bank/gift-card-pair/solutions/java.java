import java.util.*;

class Solution {
    public int[] giftCardPair(int[] prices, int balance) {
        Map<Integer, Integer> firstPosition = new HashMap<>();
        for (int position = 0; position < prices.length; position++) {
            Integer partner = firstPosition.get(balance - prices[position]);
            if (partner != null) {
                return new int[] {partner, position};
            }
            firstPosition.putIfAbsent(prices[position], position);
        }
        return new int[0];
    }
}
