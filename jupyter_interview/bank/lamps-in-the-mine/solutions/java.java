class Solution {
    private static final int IMPOSSIBLE = 1_000_000_000;

    /** The least cost of all from a chamber on: with a lamp there, lit from behind, and dark there but nowhere else. */
    private record Costs(int lamp, int lit, int dark) {
        int cheapest() {
            return Math.min(lamp, Math.min(lit, dark));
        }

        int cheapestLit() {
            return Math.min(lamp, lit);
        }
    }

    public int cheapestLamps(TreeNode mine) {
        return costs(mine).cheapestLit();
    }

    private Costs costs(TreeNode chamber) {
        if (chamber == null) {
            return new Costs(IMPOSSIBLE, 0, 0);
        }
        Costs left = costs(chamber.left);
        Costs right = costs(chamber.right);
        int lamp = chamber.val + left.cheapest() + right.cheapest();
        int lit = Math.min(left.lamp() + right.cheapestLit(), right.lamp() + left.cheapestLit());
        return new Costs(lamp, Math.min(lit, IMPOSSIBLE), Math.min(left.lit() + right.lit(), IMPOSSIBLE));
    }
}
