def count_trios(positions: list[int], reach: int) -> int:
    ordered = sorted(positions)
    trios = first = 0
    for last, position in enumerate(ordered):
        while position - ordered[first] > reach:
            first += 1
        before = last - first
        trios += before * (before - 1) // 2
    return trios
