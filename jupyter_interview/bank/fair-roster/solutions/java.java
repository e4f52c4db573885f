import java.util.*;

class Solution {
    public int longestFairPeriod(String roster) {
        int days = roster.length();
        Map<Long, Integer> firstDayAt = new HashMap<>();
        firstDayAt.put(0L, 0);
        int earlyOverLate = 0;
        int lateOverNight = 0;
        int longest = 0;
        for (int day = 1; day <= days; day++) {
            char shift = roster.charAt(day - 1);
            earlyOverLate += shift == 'E' ? 1 : shift == 'L' ? -1 : 0;
            lateOverNight += shift == 'L' ? 1 : shift == 'N' ? -1 : 0;
            // both differences lie within -days and days, so no two states share a number
            long state = earlyOverLate * (2L * days + 1) + lateOverNight;
            Integer first = firstDayAt.putIfAbsent(state, day);
            if (first != null) {
                longest = Math.max(longest, day - first);
            }
        }
        return longest;
    }
}
