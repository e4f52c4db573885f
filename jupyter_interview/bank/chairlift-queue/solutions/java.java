import java.util.Arrays;

class Solution {
    public int fewestChairs(int[] weights, int limit) {
        int[] ordered = weights.clone();
        Arrays.sort(ordered);
        int light = 0;
        int heavy = ordered.length - 1;
        int chairs = 0;
        while (light <= heavy) {
            if (ordered[light] <= limit - ordered[heavy]) {
                light++;
            }
            heavy--;
            chairs++;
        }
        return chairs;
    }
}
