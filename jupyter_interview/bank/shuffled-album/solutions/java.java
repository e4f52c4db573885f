import java.util.*;

class Solution {
    /** How many of each song the run lacks, or has too many if below 0; those with 0 are not in the map. */
    private final Map<Integer, Integer> lacking = new HashMap<>();

    public int[] albumStarts(int[] plays, int[] album) {
        for (int song : album) {
            change(song, 1);
        }
        List<Integer> starts = new ArrayList<>();
        for (int end = 1; end <= plays.length; end++) {
            change(plays[end - 1], -1);
            if (end > album.length) {
                change(plays[end - album.length - 1], 1);
            }
            if (lacking.isEmpty()) {
                starts.add(end - album.length);
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    private void change(int song, int by) {
        lacking.merge(song, by, (before, more) -> before + more == 0 ? null : before + more);
    }
}
