def best_tier(offices: "TreeNode | None") -> int:
    best = best_sum = 0
    number, tier = 0, [offices]
    while tier:
        earned = sum(office.val for office in tier)
        if earned > best_sum:
            best, best_sum = number, earned
        tier = [child for office in tier for child in (office.left, office.right) if child]
        number += 1
    return best
