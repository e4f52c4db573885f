import java.util.*;

class Solution {
    private record Framing(int price, int picture, int frame) {}

    public int[] framedPrices(int[] pictures, int[] frames, int count) {
        if (pictures.length == 0 || frames.length == 0) {
            return new int[0];
        }
        Arrays.sort(pictures);
        Arrays.sort(frames);
        PriorityQueue<Framing> nextUp = new PriorityQueue<>(Comparator.comparingInt(Framing::price));
        nextUp.add(new Framing(pictures[0] + frames[0], 0, 0));
        int[] prices = new int[(int) Math.min(count, (long) pictures.length * frames.length)];
        for (int i = 0; i < prices.length; i++) {
            Framing framing = nextUp.poll();
            int picture = framing.picture();
            int frame = framing.frame();
            prices[i] = framing.price();
            if (frame + 1 < frames.length) {
                nextUp.add(new Framing(pictures[picture] + frames[frame + 1], picture, frame + 1));
            }
            if (frame == 0 && picture + 1 < pictures.length) { // no sooner can the next picture be the cheapest
                nextUp.add(new Framing(pictures[picture + 1] + frames[0], picture + 1, 0));
            }
        }
        return prices;
    }
}
