import java.util.*;

class Solution {
    public int deepestNest(int[][] boxes) {
        int[][] ordered = boxes.clone();
        Arrays.sort(ordered, Comparator.<int[]>comparingInt(box -> box[0]).thenComparingInt(box -> -box[1]));
        int[] outermost = new int[boxes.length]; // for each number of boxes, the smallest depth of the outermost one
        int deepest = 0;
        for (int[] box : ordered) {
            int found = Arrays.binarySearch(outermost, 0, deepest, box[1]);
            int place = found >= 0 ? found : -found - 1;
            outermost[place] = box[1];
            deepest = Math.max(deepest, place + 1);
        }
        return deepest;
    }
}
