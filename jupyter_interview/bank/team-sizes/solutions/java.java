import java.util.*;

class Solution {
    public int[] teamSizes(int[] manager) {
        int[] unfinished = new int[manager.length];
        for (int boss : manager) {
            if (boss >= 0) {
                unfinished[boss]++;
            }
        }
        Deque<Integer> ready = new ArrayDeque<>();
        for (int person = 0; person < manager.length; person++) {
            if (unfinished[person] == 0) {
                ready.push(person);
            }
        }
        int[] sizes = new int[manager.length];
        while (!ready.isEmpty()) {
            int person = ready.pop();
            int boss = manager[person];
            if (boss >= 0) {
                sizes[boss] += sizes[person] + 1;
                unfinished[boss]--;
                if (unfinished[boss] == 0) {
                    ready.push(boss);
                }
            }
        }
        return sizes;
    }
}
