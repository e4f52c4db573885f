from collections import Counter


def count_climbs(trail: "TreeNode | None", target: int) -> int:
    climbs = 0
    above = Counter([0])  # how often each sum occurs on the way from the hut to here
    todo = [(trail, 0, False)]
    while todo:
        node, total, leaving = todo.pop()
        if leaving:
            above[total] -= 1
        elif node is not None:
            total += node.val
            climbs += above[total - target]
            above[total] += 1
            todo += [(node, total, True), (node.left, total, False), (node.right, total, False)]
    return climbs
