from collections import Counter


def count_climbs(trail: "TreeNode | None", target: int) -> int:
    above = Counter([0])

    def climbs(node: "TreeNode | None", total: int) -> int:
        if node is None:
            return 0
        total += node.val
        found = above[total - target]
        above[total] += 1
        found += climbs(node.left, total) + climbs(node.right, total)
        above[total] -= 1
        return found

    return climbs(trail, 0)
