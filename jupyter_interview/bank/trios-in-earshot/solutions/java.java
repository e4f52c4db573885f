import java.util.Arrays;

class Solution {
    public long countTrios(int[] positions, int reach) {
        int[] ordered = positions.clone();
        Arrays.sort(ordered);
        long trios = 0;
        int first = 0;
        for (int last = 0; last < ordered.length; last++) {
            while (ordered[last] - ordered[first] > reach) {
                first++;
            }
            long before = last - first;
            trios += before * (before - 1) / 2;
        }
        return trios;
    }
}
