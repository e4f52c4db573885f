import java.util.*;

class Solution {
    private record Step(TreeNode node, int total, boolean leaving) {}

    public int countClimbs(TreeNode trail, int target) {
        int climbs = 0;
        Map<Integer, Integer> above = new HashMap<>(); // how often each sum occurs on the way from the hut to here
        above.put(0, 1);
        Deque<Step> todo = new ArrayDeque<>();
        todo.push(new Step(trail, 0, false));
        while (!todo.isEmpty()) {
            Step step = todo.pop();
            TreeNode node = step.node();
            if (step.leaving()) {
                above.merge(step.total(), -1, Integer::sum);
            } else if (node != null) {
                int total = step.total() + node.val;
                climbs += above.getOrDefault(total - target, 0);
                above.merge(total, 1, Integer::sum);
                todo.push(new Step(node, total, true));
                todo.push(new Step(node.left, total, false));
                todo.push(new Step(node.right, total, false));
            }
        }
        return climbs;
    }
}
