class Solution {
    public long heaviestTruck(int[] weights, int trucks) {
        long tooSmall = -1;
        long enough = 0;
        for (int weight : weights) {
            tooSmall = Math.max(tooSmall, weight - 1);
            enough += weight;
        }
        while (enough - tooSmall > 1) {
            long middle = (tooSmall + enough) / 2;
            if (trucksNeeded(weights, middle) <= trucks) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return enough;
    }

    private static int trucksNeeded(int[] weights, long permitted) {
        int needed = 1;
        long load = 0;
        for (int weight : weights) {
            load += weight;
            if (load > permitted) {
                needed++;
                load = weight;
            }
        }
        return needed;
    }
}
