import java.util.*;

class Solution {
    public int[] lifelineRoads(int villages, int[][] roads) {
        List<List<Integer>> leaving = new ArrayList<>();
        for (int village = 0; village < villages; village++) {
            leaving.add(new ArrayList<>());
        }
        for (int road = 0; road < roads.length; road++) {
            leaving.get(roads[road][0]).add(road);
            leaving.get(roads[road][1]).add(road);
        }
        int[] entered = new int[villages]; // the number at which a village was entered; 0 is not yet
        int[] lowest = new int[villages];
        int[] enteredBy = new int[villages];
        int[] tried = new int[villages];
        int count = 0;
        List<Integer> lifelines = new ArrayList<>();
        Deque<Integer> way = new ArrayDeque<>();
        for (int start = 0; start < villages; start++) {
            if (entered[start] != 0) {
                continue;
            }
            entered[start] = lowest[start] = ++count;
            enteredBy[start] = -1;
            way.push(start);
            while (!way.isEmpty()) {
                int village = way.peek();
                if (tried[village] < leaving.get(village).size()) {
                    int road = leaving.get(village).get(tried[village]++);
                    int neighbour = roads[road][0] == village ? roads[road][1] : roads[road][0];
                    if (entered[neighbour] == 0) {
                        entered[neighbour] = lowest[neighbour] = ++count;
                        enteredBy[neighbour] = road;
                        way.push(neighbour);
                    } else if (road != enteredBy[village]) {
                        lowest[village] = Math.min(lowest[village], entered[neighbour]);
                    }
                    continue;
                }
                way.pop();
                if (!way.isEmpty()) {
                    int above = way.peek();
                    lowest[above] = Math.min(lowest[above], lowest[village]);
                    if (lowest[village] == entered[village]) {
                        lifelines.add(enteredBy[village]);
                    }
                }
            }
        }
        return lifelines.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}
