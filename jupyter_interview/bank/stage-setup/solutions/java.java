import java.util.*;

class Solution {
    public int[] setupOrder(int props, int[][] rules) {
        List<List<Integer>> holdsBack = new ArrayList<>();
        for (int prop = 0; prop < props; prop++) {
            holdsBack.add(new ArrayList<>());
        }
        int[] waitsFor = new int[props];
        for (int[] rule : rules) {
            holdsBack.get(rule[0]).add(rule[1]);
            waitsFor[rule[1]]++;
        }
        int[] order = new int[props];
        int placed = 0;
        for (int prop = 0; prop < props; prop++) {
            if (waitsFor[prop] == 0) {
                order[placed++] = prop;
            }
        }
        for (int index = 0; index < placed; index++) {
            for (int later : holdsBack.get(order[index])) {
                if (--waitsFor[later] == 0) {
                    order[placed++] = later;
                }
            }
        }
        return placed == props ? order : new int[0];
    }
}
