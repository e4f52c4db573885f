import java.util.*;

class Solution {
    public int mostConcerts(int[][] concerts, int stages) {
        int[][] ordered = concerts.clone();
        Arrays.sort(ordered, Comparator.comparingInt(concert -> concert[1]));
        TreeMap<Integer, Integer> freeFrom = new TreeMap<>(); // how many stages become free when
        freeFrom.put(0, stages);
        int count = 0;
        for (int[] concert : ordered) {
            Integer latest = freeFrom.floorKey(concert[0]);
            if (latest != null) {
                freeFrom.computeIfPresent(latest, (time, number) -> number == 1 ? null : number - 1);
                freeFrom.merge(concert[1], 1, Integer::sum);
                count++;
            }
        }
        return count;
    }
}
