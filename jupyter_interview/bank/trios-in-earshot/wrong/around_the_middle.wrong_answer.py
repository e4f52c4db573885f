def count_trios(positions: list[int], reach: int) -> int:
    ordered = sorted(positions)
    trios = first = last = 0
    for middle, position in enumerate(ordered):
        while position - ordered[first] > reach:
            first += 1
        while last + 1 < len(ordered) and ordered[last + 1] - position <= reach:
            last += 1
        trios += (middle - first) * (last - middle)
    return trios
