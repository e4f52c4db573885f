import java.util.*;

class Solution {
    public int leastNoise(String text, String[] words) {
        Set<String> known = new HashSet<>();
        SortedSet<Integer> lengths = new TreeSet<>();
        for (String word : words) {
            known.add(word);
            lengths.add(word.length());
        }
        int[] least = new int[text.length() + 1]; // least[end]: noise in the first end letters
        for (int end = 1; end <= text.length(); end++) {
            least[end] = least[end - 1] + 1;
            for (int length : lengths) {
                if (length > end) {
                    break;
                }
                int start = end - length;
                if (least[start] < least[end] && known.contains(text.substring(start, end))) {
                    least[end] = least[start];
                }
            }
        }
        return least[text.length()];
    }
}
