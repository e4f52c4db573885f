def count_trios(positions: list[int], reach: int) -> int:
    ordered = sorted(positions)
    trios = 0
    for first, position in enumerate(ordered):
        after = 0
        for last in range(first + 1, len(ordered)):
            if ordered[last] - position > reach:
                break
            after += 1
        trios += after * (after - 1) // 2
    return trios
