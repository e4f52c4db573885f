IMPOSSIBLE = 10**9


def cheapest_lamps(mine: "TreeNode | None") -> int:
    def with_lamp(chamber: "TreeNode | None") -> int:
        if chamber is None:
            return IMPOSSIBLE
        children = (chamber.left, chamber.right)
        return chamber.val + sum(min(with_lamp(child), lit(child), waiting(child)) for child in children)

    def lit(chamber: "TreeNode | None") -> int:
        if chamber is None:
            return 0
        left, right = chamber.left, chamber.right
        return min(
            with_lamp(left) + min(with_lamp(right), lit(right)), with_lamp(right) + min(with_lamp(left), lit(left))
        )

    def waiting(chamber: "TreeNode | None") -> int:
        return 0 if chamber is None else lit(chamber.left) + lit(chamber.right)

    return min(with_lamp(mine), lit(mine))
