def best_tier(offices: "TreeNode | None") -> int:
    sums: list[int] = []

    def add(office: "TreeNode | None", number: int) -> None:
        if office is None:
            return
        if number == len(sums):
            sums.append(0)
        sums[number] += office.val
        add(office.left, number + 1)
        add(office.right, number + 1)

    add(offices, 0)
    return sums.index(max(sums))
