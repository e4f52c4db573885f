import java.util.*;
import java.util.stream.IntStream;

class Solution {
    public int[] cutOffVillages(int villages, int[][] roads) {
        List<List<Integer>> neighbours = new ArrayList<>();
        for (int village = 0; village < villages; village++) {
            neighbours.add(new ArrayList<>());
        }
        for (int[] road : roads) {
            neighbours.get(road[0]).add(road[1]);
            neighbours.get(road[1]).add(road[0]);
        }
        boolean[] reached = new boolean[villages];
        reached[0] = true;
        Deque<Integer> waiting = new ArrayDeque<>();
        waiting.push(0);
        while (!waiting.isEmpty()) {
            for (int village : neighbours.get(waiting.pop())) {
                if (!reached[village]) {
                    reached[village] = true;
                    waiting.push(village);
                }
            }
        }
        return IntStream.range(0, villages).filter(village -> !reached[village]).toArray();
    }
}
