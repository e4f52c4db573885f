import java.util.*;

class Solution {
    public int[] shortestStretch(String[] shops, String[] errands) {
        Map<String, Integer> wanted = new HashMap<>(); // below 0 where the stretch has more than enough
        for (String kind : errands) {
            wanted.merge(kind, 1, Integer::sum);
        }
        int stillOpen = errands.length;
        int[] best = {};
        int start = 0;
        for (int end = 0; end < shops.length; end++) {
            if (wanted.merge(shops[end], -1, Integer::sum) >= 0) {
                stillOpen--;
            }
            while (stillOpen == 0) {
                if (best.length == 0 || end - start < best[1] - best[0]) {
                    best = new int[] {start, end};
                }
                if (wanted.merge(shops[start], 1, Integer::sum) > 0) {
                    stillOpen++;
                }
                start++;
            }
        }
        return best;
    }
}
