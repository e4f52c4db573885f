import java.util.*;

class Solution {
    public long workOut(String slip) {
        Deque<int[]> aside = new ArrayDeque<>();
        int total = 0;
        int product = 0;
        int operator = '+';
        for (String token : slip.replaceAll("([-+*()])", " $1 ").trim().split(" +")) {
            if (token.equals("(")) {
                aside.push(new int[] {total, product, operator});
                total = 0;
                product = 0;
                operator = '+';
                continue;
            }
            if (token.equals("+") || token.equals("-") || token.equals("*")) {
                operator = token.charAt(0);
                continue;
            }
            int value;
            if (token.equals(")")) {
                value = total + product;
                int[] before = aside.pop();
                total = before[0];
                product = before[1];
                operator = before[2];
            } else {
                value = (int) Long.parseLong(token);
            }
            if (operator == '*') {
                product *= value;
            } else {
                total += product;
                product = operator == '+' ? value : -value;
            }
        }
        return total + product;
    }
}
