import java.util.*;

class Solution {
    public long possibleTables(int[] tongues, int wanted) {
        return withAtMost(tongues, wanted) - withAtMost(tongues, wanted - 1);
    }

    /** How many tables have at most so many tongues. */
    private static long withAtMost(int[] tongues, int limit) {
        Map<Integer, Integer> speakers = new HashMap<>();
        long tables = 0;
        int first = 0;
        for (int last = 0; last < tongues.length; last++) {
            speakers.merge(tongues[last], 1, Integer::sum);
            while (speakers.size() > limit) {
                speakers.computeIfPresent(tongues[first++], (tongue, count) -> count == 1 ? null : count - 1);
            }
            tables += last - first + 1;
        }
        return tables;
    }
}
