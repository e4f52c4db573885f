def count_climbs(trail: "TreeNode | None", target: int) -> int:
    climbs = 0
    starts = [trail]
    while starts:
        start = starts.pop()
        if start is None:
            continue
        starts += [start.left, start.right]
        todo = [(start, 0)]
        while todo:
            node, total = todo.pop()
            total += node.val
            climbs += total == target
            todo += [(child, total) for child in (node.left, node.right) if child]
    return climbs
