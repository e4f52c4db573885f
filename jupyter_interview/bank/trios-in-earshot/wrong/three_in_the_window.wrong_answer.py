def count_trios(positions: list[int], reach: int) -> int:
    ordered = sorted(positions)
    trios = first = 0
    for last in range(len(ordered)):
        while ordered[last] - ordered[first] > reach:
            first += 1
        size = last - first + 1
        trios += size * (size - 1) * (size - 2) // 6
    return trios
