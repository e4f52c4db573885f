import java.util.*;

class Solution {
    public int[][] balancedTriples(int[] weights, int target) {
        int[] ordered = weights.clone();
        Arrays.sort(ordered);
        List<int[]> triples = new ArrayList<>();
        for (int index = 0; index < ordered.length; index++) {
            int first = ordered[index];
            if (index > 0 && first == ordered[index - 1]) {
                continue;
            }
            int left = index + 1;
            int right = ordered.length - 1;
            while (left < right) {
                int total = first + ordered[left] + ordered[right];
                if (total < target) {
                    left++;
                } else if (total > target) {
                    right--;
                } else {
                    triples.add(new int[] {first, ordered[left], ordered[right]});
                    left++;
                    while (left < right && ordered[left] == ordered[left - 1]) {
                        left++;
                    }
                }
            }
        }
        return triples.toArray(new int[0][]);
    }
}
