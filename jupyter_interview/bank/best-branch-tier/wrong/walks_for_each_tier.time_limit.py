def best_tier(offices: "TreeNode | None") -> int:
    def earned(wanted: int) -> int | None:
        total = None
        waiting = [(offices, 0)]
        while waiting:
            office, number = waiting.pop()
            if number == wanted:
                total = (total or 0) + office.val
            elif number < wanted:
                waiting += [(child, number + 1) for child in (office.left, office.right) if child]
        return total

    best, number = 0, 0
    best_sum = earned(0)
    while (total := earned(number)) is not None:
        if total > best_sum:
            best, best_sum = number, total
        number += 1
    return best
