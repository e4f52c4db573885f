def count_tilted(mobile: "TreeNode | None", tolerance: int) -> int:
    tilted = 0

    def weigh(bar: "TreeNode | None") -> int:
        nonlocal tilted
        if bar is None:
            return 0
        left, right = weigh(bar.left), weigh(bar.right)
        if abs(left - right) > tolerance:
            tilted += 1
        return bar.val + left + right

    weigh(mobile)
    return tilted
