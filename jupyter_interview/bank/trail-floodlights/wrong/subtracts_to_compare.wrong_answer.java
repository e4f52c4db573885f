import java.util.*;

class Solution {
    public int fewestLights(int start, int finish, int[][] lights) {
        Arrays.sort(lights, (a, b) -> a[0] - b[0]);
        int litUntil = start;
        int count = 0;
        int index = 0;
        while (litUntil < finish) {
            int reach = litUntil;
            while (index < lights.length && lights[index][0] <= litUntil) {
                reach = Math.max(reach, lights[index][1]);
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
