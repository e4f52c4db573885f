def best_savings(savings: int, stalls: list[list[int]], markets: int) -> int:
    left = list(stalls)
    for _ in range(markets):
        best = None
        for stall in left:
            if stall[0] <= savings and (best is None or stall[1] > best[1]):
                best = stall
        if best is None:
            break
        savings += best[1]
        left.remove(best)
    return savings
