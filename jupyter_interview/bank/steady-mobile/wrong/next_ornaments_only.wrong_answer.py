def count_tilted(mobile: "TreeNode | None", tolerance: int) -> int:
    if mobile is None:
        return 0
    left = mobile.left.val if mobile.left else 0
    right = mobile.right.val if mobile.right else 0
    tilts = abs(left - right) > tolerance
    return tilts + count_tilted(mobile.left, tolerance) + count_tilted(mobile.right, tolerance)
