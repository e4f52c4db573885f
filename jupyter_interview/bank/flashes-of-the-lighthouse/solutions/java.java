import java.util.*;

class Solution {
    public String[] flashPatterns(int seconds, int rest) {
        List<String> patterns = new ArrayList<>();
        extend(new char[seconds], 0, 0, rest, patterns);
        return patterns.toArray(new String[0]);
    }

    private void extend(char[] pattern, int length, int cooling, int rest, List<String> patterns) {
        if (length == pattern.length) {
            patterns.add(new String(pattern));
            return;
        }
        pattern[length] = '0';
        extend(pattern, length + 1, Math.max(cooling - 1, 0), rest, patterns);
        if (cooling == 0) {
            pattern[length] = '1';
            extend(pattern, length + 1, rest, rest, patterns);
        }
    }
}
