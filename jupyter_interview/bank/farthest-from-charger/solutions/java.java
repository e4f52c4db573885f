import java.util.*;

class Solution {
    private static final int[][] DIRECTIONS = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};

    public int farthestFromCharger(String[] grid) {
        int columns = grid[0].length();
        int[][] steps = new int[grid.length][columns]; // of cells that were reached
        boolean[][] unreached = new boolean[grid.length][columns];
        int free = 0;
        Deque<int[]> queue = new ArrayDeque<>();
        for (int row = 0; row < grid.length; row++) {
            for (int column = 0; column < columns; column++) {
                if (grid[row].charAt(column) == 'C') {
                    queue.add(new int[] {row, column});
                } else if (grid[row].charAt(column) == '.') {
                    unreached[row][column] = true;
                    free++;
                }
            }
        }
        int farthest = 0;
        while (!queue.isEmpty()) {
            int[] cell = queue.remove();
            farthest = steps[cell[0]][cell[1]];
            for (int[] direction : DIRECTIONS) {
                int row = cell[0] + direction[0];
                int column = cell[1] + direction[1];
                if (row >= 0 && row < grid.length && column >= 0 && column < columns && unreached[row][column]) {
                    unreached[row][column] = false;
                    steps[row][column] = farthest + 1;
                    free--;
                    queue.add(new int[] {row, column});
                }
            }
        }
        return free > 0 ? -1 : farthest;
    }
}
