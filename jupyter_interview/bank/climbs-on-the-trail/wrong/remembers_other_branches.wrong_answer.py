from collections import Counter


def count_climbs(trail: "TreeNode | None", target: int) -> int:
    climbs = 0
    sums = Counter([0])
    todo = [(trail, 0)]
    while todo:
        node, total = todo.pop()
        if node is not None:
            total += node.val
            climbs += sums[total - target]
            sums[total] += 1
            todo += [(node.right, total), (node.left, total)]
    return climbs
