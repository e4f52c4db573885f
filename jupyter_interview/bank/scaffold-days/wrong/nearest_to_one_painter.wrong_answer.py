def shortest_stretch(days: list[list[int]]) -> list[int]:
    best = None
    for anchor in days[0]:
        nearest = [min(own, key=lambda day: abs(day - anchor)) for own in days[1:]]
        first, last = min([anchor, *nearest]), max([anchor, *nearest])
        if best is None or (last - first, first) < (best[1] - best[0], best[0]):
            best = [first, last]
    return best
