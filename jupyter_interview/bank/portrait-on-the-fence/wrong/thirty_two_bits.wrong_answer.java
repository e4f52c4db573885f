import java.util.*;

class Solution {
    public long largestPortrait(int[] heights) {
        long largest = 0;
        Deque<Integer> rising = new ArrayDeque<>();
        for (int position = 0; position <= heights.length; position++) {
            int height = position < heights.length ? heights[position] : -1;
            while (!rising.isEmpty() && heights[rising.peek()] >= height) {
                int lowest = heights[rising.pop()];
                int wall = rising.isEmpty() ? -1 : rising.peek();
                largest = Math.max(largest, lowest * Math.min(position - wall - 1, lowest));
            }
            rising.push(position);
        }
        return largest;
    }
}
