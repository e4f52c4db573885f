import java.util.*;

class Solution {
    private record Lunch(int price, int dish, int drink) {}

    public int[] lunchPrices(int[] dishes, int[] drinks, int count) {
        if (dishes.length == 0 || drinks.length == 0) {
            return new int[0];
        }
        Arrays.sort(dishes);
        Arrays.sort(drinks);
        PriorityQueue<Lunch> nextUp = new PriorityQueue<>(Comparator.comparingInt(Lunch::price));
        nextUp.add(new Lunch(dishes[0] + drinks[0], 0, 0));
        int[] prices = new int[(int) Math.min(count, (long) dishes.length * drinks.length)];
        for (int i = 0; i < prices.length; i++) {
            Lunch lunch = nextUp.poll();
            int dish = lunch.dish();
            int drink = lunch.drink();
            prices[i] = lunch.price();
            if (drink + 1 < drinks.length) {
                nextUp.add(new Lunch(dishes[dish] + drinks[drink + 1], dish, drink + 1));
            }
            if (drink == 0 && dish + 1 < dishes.length) { // no sooner can the next dish be the cheapest
                nextUp.add(new Lunch(dishes[dish + 1] + drinks[0], dish + 1, 0));
            }
        }
        return prices;
    }
}
