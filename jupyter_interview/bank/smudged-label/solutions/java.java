import java.util.*;

class Solution {
    private final List<String> found = new ArrayList<>();

    public String[] possibleLabels(String label, int total) {
        int stillOpen = 0;
        int missing = total;
        for (char sign : label.toCharArray()) {
            if (sign == '?') {
                stillOpen++;
            } else {
                missing -= sign - '0';
            }
        }
        fill(label.toCharArray(), 0, missing, stillOpen);
        return found.toArray(new String[0]);
    }

    /** All ways to go on from a place when the open digits have to add up to `missing`. */
    private void fill(char[] label, int place, int missing, int stillOpen) {
        if (missing < 0 || missing > 9 * stillOpen) {
            return;
        }
        if (place == label.length) {
            found.add(new String(label));
        } else if (label[place] != '?') {
            fill(label, place + 1, missing, stillOpen);
        } else {
            for (int digit = 0; digit <= 9; digit++) {
                label[place] = (char) ('0' + digit);
                fill(label, place + 1, missing - digit, stillOpen - 1);
            }
            label[place] = '?';
        }
    }
}
