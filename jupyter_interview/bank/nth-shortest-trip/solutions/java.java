import java.util.*;

class Solution {
    public int tripDuration(int[] flights, int[] ferries, long place) {
        Arrays.sort(flights);
        Arrays.sort(ferries);
        int tooShort = flights[0] + ferries[0] - 1;
        int enough = flights[flights.length - 1] + ferries[ferries.length - 1];
        while (enough - tooShort > 1) {
            int duration = tooShort + (enough - tooShort) / 2; // the sum of both could exceed an int
            if (tripsUpTo(flights, ferries, duration) >= place) {
                enough = duration;
            } else {
                tooShort = duration;
            }
        }
        return enough;
    }

    /** Both lists are sorted: the longer the flight, the fewer ferries go with it. */
    private static long tripsUpTo(int[] flights, int[] ferries, int duration) {
        long count = 0;
        int fitting = ferries.length;
        for (int flight : flights) {
            while (fitting > 0 && flight + ferries[fitting - 1] > duration) {
                fitting--;
            }
            count += fitting;
        }
        return count;
    }
}
