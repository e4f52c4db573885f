import java.util.*;

class Solution {
    public int fewestLights(int start, int finish, int[][] lights) {
        int[][] ordered = lights.clone();
        Arrays.sort(ordered, Comparator.comparingInt(light -> light[0]));
        int litUntil = start;
        int count = 0;
        int index = 0;
        while (litUntil < finish) {
            int reach = litUntil;
            while (index < ordered.length && ordered[index][0] <= litUntil) {
                reach = Math.max(reach, ordered[index][1]);
                index++;
            }
            if (reach == litUntil) {
                return -1;
            }
            litUntil = reach;
            count++;
        }
        return count;
    }
}
