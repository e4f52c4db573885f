class Solution {
    private int tilted = 0;

    public int countTilted(TreeNode mobile, int tolerance) {
        weigh(mobile, tolerance);
        return tilted;
    }

    private int weigh(TreeNode bar, int tolerance) {
        if (bar == null) {
            return 0;
        }
        int left = weigh(bar.left, tolerance);
        int right = weigh(bar.right, tolerance);
        if (Math.abs(left - right) > tolerance) {
            tilted++;
        }
        return bar.val + left + right;
    }
}
