from heapq import heappop, heappush


def best_savings(savings: int, stalls: list[list[int]], markets: int) -> int:
    out_of_reach = sorted(stalls, reverse=True)  # the lowest deposit last
    within_reach: list[int] = []  # earnings, negated for the largest first
    for _ in range(markets):
        while out_of_reach and out_of_reach[-1][0] < savings:
            heappush(within_reach, -out_of_reach.pop()[1])
        if not within_reach:
            break
        savings -= heappop(within_reach)
    return savings
