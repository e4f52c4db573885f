import java.util.*;

class Solution {
    public int[] albumStarts(int[] plays, int[] album) {
        Map<Integer, Integer> wanted = new HashMap<>();
        for (int song : album) {
            wanted.merge(song, 1, Integer::sum);
        }
        Map<Integer, Integer> playing = new HashMap<>();
        int matching = 0;
        List<Integer> starts = new ArrayList<>();
        for (int end = 1; end <= plays.length; end++) {
            int song = plays[end - 1];
            if (wanted.containsKey(song)) {
                if (playing.get(song) == wanted.get(song)) {
                    matching--;
                }
                playing.merge(song, 1, Integer::sum);
                if (playing.get(song) == wanted.get(song)) {
                    matching++;
                }
            }
            if (end > album.length) {
                int leaving = plays[end - album.length - 1];
                if (wanted.containsKey(leaving)) {
                    if (playing.get(leaving) == wanted.get(leaving)) {
                        matching--;
                    }
                    playing.merge(leaving, -1, Integer::sum);
                    if (playing.get(leaving) == wanted.get(leaving)) {
                        matching++;
                    }
                }
            }
            if (end >= album.length && matching == wanted.size()) {
                starts.add(end - album.length);
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }
}
