def cheapest_journey(stations: int, rides: list[list[int]]) -> int:
    unknown = float("inf")
    paid = [[unknown, unknown] for _ in range(stations)]
    paid[0][0] = 0
    changed = True
    while changed:
        changed = False
        for a, b, fare in rides:
            full, free = paid[a]
            best_full = min(paid[b][0], full + fare)
            best_free = min(paid[b][1], free + fare, full)
            if [best_full, best_free] != paid[b]:
                paid[b] = [best_full, best_free]
                changed = True
    best = min(paid[-1])
    return -1 if best == unknown else int(best)
