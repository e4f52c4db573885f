import java.util.*;

class Solution {
    /** A line as far as it was read: a finished sum, a product that may still grow, and the operator that waits. */
    private static class Line {
        long total;
        long product;
        char operator = '+';

        void take(long value) {
            if (operator == '*') {
                product *= value;
            } else {
                total += product;
                product = operator == '+' ? value : -value;
            }
        }
    }

    public long workOut(String slip) {
        Deque<Line> aside = new ArrayDeque<>();
        Line line = new Line();
        int at = 0;
        while (at < slip.length()) {
            char character = slip.charAt(at);
            if (Character.isDigit(character)) {
                int end = at;
                while (end < slip.length() && Character.isDigit(slip.charAt(end))) {
                    end++;
                }
                line.take(Long.parseLong(slip.substring(at, end)));
                at = end;
                continue;
            }
            if (character == '(') {
                aside.push(line);
                line = new Line();
            } else if (character == ')') {
                long value = line.total + line.product;
                line = aside.pop();
                line.take(value);
            } else if (character != ' ') {
                line.operator = character;
            }
            at++;
        }
        return line.total + line.product;
    }
}
