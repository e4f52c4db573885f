import java.util.Arrays;

class Solution {
    public int fewestStamps(int[] stamps, int postage) {
        int unreachable = postage + 1;
        int[] fewest = new int[postage + 1];
        Arrays.fill(fewest, unreachable);
        fewest[0] = 0;
        for (int stamp : stamps) {
            for (int total = stamp; total <= postage; total++) {
                fewest[total] = Math.min(fewest[total], fewest[total - stamp] + 1);
            }
        }
        return fewest[postage] < unreachable ? fewest[postage] : -1;
    }
}
