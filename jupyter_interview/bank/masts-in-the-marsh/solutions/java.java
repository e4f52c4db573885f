class Solution {
    private String[] field;

    public int countLayouts(String[] field) {
        this.field = field;
        int size = field.length;
        return place(0, new boolean[size], new boolean[2 * size], new boolean[2 * size]);
    }

    /** In how many ways masts can stand in this row and those below it. */
    private int place(int row, boolean[] columns, boolean[] falling, boolean[] rising) {
        int size = field.length;
        if (row == size) {
            return 1;
        }
        int ways = 0;
        for (int column = 0; column < size; column++) {
            int down = row - column + size;
            int up = row + column;
            if (field[row].charAt(column) == '#' || columns[column] || falling[down] || rising[up]) {
                continue;
            }
            columns[column] = falling[down] = rising[up] = true;
            ways += place(row + 1, columns, falling, rising);
            columns[column] = falling[down] = rising[up] = false;
        }
        return ways;
    }
}
