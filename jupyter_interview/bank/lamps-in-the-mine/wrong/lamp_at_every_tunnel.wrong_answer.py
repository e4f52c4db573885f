def cheapest_lamps(mine: "TreeNode | None") -> int:
    def costs(chamber: "TreeNode | None") -> tuple[int, int]:
        if chamber is None:
            return 0, 0
        left_with, left_without = costs(chamber.left)
        right_with, right_without = costs(chamber.right)
        with_lamp = chamber.val + min(left_with, left_without) + min(right_with, right_without)
        return with_lamp, left_with + right_with

    if mine is not None and mine.left is None and mine.right is None:
        return mine.val
    return min(costs(mine))
