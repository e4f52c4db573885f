import java.util.*;

class Solution {
    public int[] cableLengths(int[] heights) {
        int count = heights.length;
        int[] lengths = new int[count];
        Deque<Integer> waiting = new ArrayDeque<>(); // posts without a taller one so far, never rising from bottom to top
        for (int step = 0; step < 2 * count; step++) {
            int height = heights[step % count];
            while (!waiting.isEmpty() && heights[waiting.peek()] < height) {
                int post = waiting.pop();
                lengths[post] = step - post;
            }
            if (step < count) {
                waiting.push(step);
            }
        }
        return lengths;
    }
}
