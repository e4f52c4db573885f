import java.util.Arrays;

class Solution {
    public int fewestStamps(int[] stamps, int postage) {
        int[] fewest = new int[postage + 1];
        Arrays.fill(fewest, Integer.MAX_VALUE);
        fewest[0] = 0;
        for (int total = 1; total <= postage; total++) {
            for (int stamp : stamps) {
                if (stamp <= total) {
                    fewest[total] = Math.min(fewest[total], fewest[total - stamp] + 1);
                }
            }
        }
        return fewest[postage] == Integer.MAX_VALUE ? -1 : fewest[postage];
    }
}
