import java.util.Arrays;

class Solution {
    public int hangersNeeded(int[][] guests) {
        int[] arrivals = Arrays.stream(guests).mapToInt(guest -> guest[0]).sorted().toArray();
        int[] departures = Arrays.stream(guests).mapToInt(guest -> guest[1]).sorted().toArray();
        int gone = 0;
        int most = 0;
        for (int come = 1; come <= arrivals.length; come++) {
            while (departures[gone] <= arrivals[come - 1]) {
                gone++;
            }
            most = Math.max(most, come - gone);
        }
        return most;
    }
}
