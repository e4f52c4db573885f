import java.util.*;

class Solution {
    private record Step(int village, int above, int metres) {}

    public long[] distanceSums(int villages, int[][] paths) {
        List<List<int[]>> leaving = new ArrayList<>();
        for (int village = 0; village < villages; village++) {
            leaving.add(new ArrayList<>());
        }
        for (int[] path : paths) {
            leaving.get(path[0]).add(path);
            leaving.get(path[1]).add(path);
        }

        List<Step> walk = new ArrayList<>(List.of(new Step(0, -1, 0)));
        for (int i = 0; i < walk.size(); i++) {
            Step step = walk.get(i);
            for (int[] path : leaving.get(step.village())) {
                int below = path[0] == step.village() ? path[1] : path[0];
                if (below != step.above()) {
                    walk.add(new Step(below, step.village(), path[2]));
                }
            }
        }

        int[] size = new int[villages]; // of what hangs below a village, itself included
        Arrays.fill(size, 1);
        int[] sums = new int[villages];
        for (int i = villages - 1; i > 0; i--) {
            Step step = walk.get(i);
            size[step.above()] += size[step.village()];
            sums[0] += step.metres() * size[step.village()];
        }
        for (Step step : walk.subList(1, villages)) {
            sums[step.village()] = sums[step.above()] + step.metres() * (villages - 2 * size[step.village()]);
        }
        return Arrays.stream(sums).asLongStream().toArray();
    }
}
