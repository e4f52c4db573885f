import java.util.*;

class Solution {
    private int depth;
    private int[] paved; // how far each column is paved
    private int[] left; // how many slabs there are still of each size

    public boolean canBePaved(int width, int depth, int[] slabs) {
        if (Arrays.stream(slabs).map(side -> side * side).sum() != width * depth) {
            return false;
        }
        this.depth = depth;
        paved = new int[width];
        left = new int[41];
        for (int side : slabs) {
            left[side]++;
        }
        return pave();
    }

    private boolean pave() {
        int column = 0;
        for (int other = 1; other < paved.length; other++) {
            if (paved[other] < paved[column]) {
                column = other;
            }
        }
        int least = paved[column];
        if (least == depth) {
            return true;
        }
        int gap = 1;
        while (column + gap < paved.length && paved[column + gap] == least) {
            gap++;
        }
        for (int side = Math.min(Math.min(gap, depth - least), left.length - 1); side > 0; side--) {
            if (left[side] == 0) {
                continue;
            }
            left[side]--;
            Arrays.fill(paved, column, column + side, least + side);
            if (pave()) {
                return true;
            }
            Arrays.fill(paved, column, column + side, least);
            left[side]++;
        }
        return false;
    }
}
