class Solution {
    public long waterHeld(int[] heights) {
        int left = 0;
        int right = heights.length - 1;
        int highestLeft = 0;
        int highestRight = 0;
        int held = 0;
        while (left <= right) {
            if (highestLeft <= highestRight) { // on the right there is something at least as high
                highestLeft = Math.max(highestLeft, heights[left]);
                held += highestLeft - heights[left++];
            } else {
                highestRight = Math.max(highestRight, heights[right]);
                held += highestRight - heights[right--];
            }
        }
        return held;
    }
}
