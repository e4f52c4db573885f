import java.util.*;

class Solution {
    private static final Map<Character, Character> OPENING_OF = Map.of(')', '(', ']', '[', '}', '{');

    public int firstFault(String text) {
        Deque<Integer> stillOpen = new ArrayDeque<>();
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if ("([{".indexOf(character) >= 0) {
                stillOpen.push(index);
            } else if (OPENING_OF.containsKey(character)) {
                if (stillOpen.isEmpty() || text.charAt(stillOpen.pop()) != OPENING_OF.get(character)) {
                    return index;
                }
            }
        }
        return stillOpen.isEmpty() ? -1 : stillOpen.peekLast();
    }
}
