def count_tilted(mobile: "TreeNode | None", tolerance: int) -> int:
    def weight(bar: "TreeNode | None") -> int:
        return 0 if bar is None else bar.val + weight(bar.left) + weight(bar.right)

    if mobile is None:
        return 0
    tilts = abs(weight(mobile.left) - weight(mobile.right)) > tolerance
    return tilts + count_tilted(mobile.left, tolerance) + count_tilted(mobile.right, tolerance)
