class Solution {
    public int firstRehearsal(int[][] first, int[][] second, int length) {
        int one = 0;
        int other = 0;
        while (one < first.length && other < second.length) {
            int start = Math.max(first[one][0], second[other][0]);
            int end = Math.min(first[one][1], second[other][1]);
            if (end - start >= length) {
                return start;
            }
            if (first[one][1] < second[other][1]) {
                one++;
            } else {
                other++;
            }
        }
        return -1;
    }
}
