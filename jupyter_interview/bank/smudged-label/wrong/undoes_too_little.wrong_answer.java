import java.util.*;

class Solution {
    private final List<String> found = new ArrayList<>();

    public String[] possibleLabels(String label, int total) {
        fill(label.toCharArray(), 0, total);
        return found.toArray(new String[0]);
    }

    private void fill(char[] label, int place, int missing) {
        if (missing < 0 || missing > 9 * (label.length - place)) {
            return;
        }
        if (place == label.length) {
            found.add(new String(label));
        } else if (label[place] != '?') {
            fill(label, place + 1, missing - (label[place] - '0'));
        } else {
            for (int digit = 0; digit <= 9; digit++) {
                label[place] = (char) ('0' + digit);
                fill(label, place + 1, missing - digit);
            }
        }
    }
}
