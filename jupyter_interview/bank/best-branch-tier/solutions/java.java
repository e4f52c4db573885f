import java.util.*;

class Solution {
    public int bestTier(TreeNode offices) {
        int best = 0;
        long bestSum = Long.MIN_VALUE;
        List<TreeNode> tier = List.of(offices);
        for (int number = 0; !tier.isEmpty(); number++) {
            long sum = 0;
            List<TreeNode> next = new ArrayList<>();
            for (TreeNode office : tier) {
                sum += office.val;
                if (office.left != null) {
                    next.add(office.left);
                }
                if (office.right != null) {
                    next.add(office.right);
                }
            }
            if (sum > bestSum) {
                best = number;
                bestSum = sum;
            }
            tier = next;
        }
        return best;
    }
}
