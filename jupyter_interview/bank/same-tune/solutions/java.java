import java.util.*;

class Solution {
    public int[] firstRecordings(int[][] tunes) {
        Map<List<Integer>, Integer> firstWith = new HashMap<>();
        int[] answer = new int[tunes.length];
        for (int position = 0; position < tunes.length; position++) {
            List<Integer> steps = new ArrayList<>();
            for (int note = 1; note < tunes[position].length; note++) {
                steps.add(tunes[position][note] - tunes[position][note - 1]);
            }
            firstWith.putIfAbsent(steps, position);
            answer[position] = firstWith.get(steps);
        }
        return answer;
    }
}
