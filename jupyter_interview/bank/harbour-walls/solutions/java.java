class Solution {
    public int[] breakingWalls(int[] walls, int[] waves) {
        int count = walls.length;
        int[] fromWest = new int[count];
        int[] fromEast = new int[count];
        for (int passed = 0; passed < count; passed++) {
            int before = Math.max(passed - 1, 0);
            fromWest[passed] = Math.max(fromWest[before], walls[passed]);
            fromEast[passed] = Math.max(fromEast[before], walls[count - 1 - passed]);
        }
        int[] broken = new int[waves.length];
        for (int index = 0; index < waves.length; index++) {
            int wave = waves[index];
            int passed = firstAtLeast(wave > 0 ? fromWest : fromEast, Math.abs(wave));
            if (passed == count) {
                broken[index] = -1;
            } else {
                broken[index] = wave > 0 ? passed : count - 1 - passed;
            }
        }
        return broken;
    }

    private static int firstAtLeast(int[] sorted, int wanted) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
