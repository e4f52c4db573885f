IMPOSSIBLE = 10**9


def cheapest_lamps(mine: "TreeNode | None") -> int:
    def costs(chamber: "TreeNode | None") -> tuple[int, int, int]:
        """The least cost of all from here on: with a lamp here, lit from behind, and dark here but nowhere else."""
        if chamber is None:
            return IMPOSSIBLE, 0, 0
        left_lamp, left_lit, left_dark = costs(chamber.left)
        right_lamp, right_lit, right_dark = costs(chamber.right)
        lamp = chamber.val + min(left_lamp, left_lit, left_dark) + min(right_lamp, right_lit, right_dark)
        lit = min(left_lamp + min(right_lamp, right_lit), right_lamp + min(left_lamp, left_lit))
        return lamp, lit, left_lit + right_lit

    lamp, lit, _ = costs(mine)
    return min(lamp, lit)
