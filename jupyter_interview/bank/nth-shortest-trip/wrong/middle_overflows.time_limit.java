import java.util.*;

class Solution {
    public int tripDuration(int[] flights, int[] ferries, long place) {
        Arrays.sort(flights);
        Arrays.sort(ferries);
        int low = flights[0] + ferries[0];
        int high = flights[flights.length - 1] + ferries[ferries.length - 1];
        while (low < high) {
            int duration = (low + high) / 2;
            long count = 0;
            int fitting = ferries.length;
            for (int flight : flights) {
                while (fitting > 0 && flight + ferries[fitting - 1] > duration) {
                    fitting--;
                }
                count += fitting;
            }
            if (count >= place) {
                high = duration;
            } else {
                low = duration + 1;
            }
        }
        return low;
    }
}
