class Solution {
    public int shortestRun(int[] pages, long goal) {
        int shortest = Integer.MAX_VALUE;
        int total = 0;
        int start = 0;
        for (int end = 0; end < pages.length; end++) {
            total += pages[end];
            while (total >= goal) {
                shortest = Math.min(shortest, end - start + 1);
                total -= pages[start];
                start++;
            }
        }
        return shortest == Integer.MAX_VALUE ? 0 : shortest;
    }
}
