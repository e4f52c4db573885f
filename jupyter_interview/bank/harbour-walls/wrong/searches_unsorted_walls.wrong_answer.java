import java.util.*;

class Solution {
    public int[] breakingWalls(int[] walls, int[] waves) {
        int[] broken = new int[waves.length];
        for (int index = 0; index < waves.length; index++) {
            int wave = waves[index];
            int low = 0;
            int high = walls.length - 1;
            int found = -1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (walls[middle] >= Math.abs(wave)) {
                    found = middle;
                }
                if ((walls[middle] >= Math.abs(wave)) == (wave > 0)) {
                    high = middle - 1;
                } else {
                    low = middle + 1;
                }
            }
            broken[index] = found;
        }
        return broken;
    }
}
