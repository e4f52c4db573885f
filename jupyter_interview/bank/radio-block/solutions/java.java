import java.util.*;

class Solution {
    public int longestBlock(String[] artists, int limit) {
        Map<String, Integer> songsOf = new HashMap<>();
        int longest = 0;
        int start = 0;
        for (int end = 0; end < artists.length; end++) {
            songsOf.merge(artists[end], 1, Integer::sum);
            while (songsOf.size() > limit) {
                // a count that falls to zero takes the artist out of the map
                songsOf.computeIfPresent(artists[start], (artist, songs) -> songs == 1 ? null : songs - 1);
                start++;
            }
            longest = Math.max(longest, end - start + 1);
        }
        return longest;
    }
}
