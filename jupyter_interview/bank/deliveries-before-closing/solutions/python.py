from heapq import heappop, heappush


def most_deliveries(orders: list[list[int]]) -> int:
    planned: list[int] = []  # negated minutes, so that the longest order is on top
    total = 0
    for minutes, closing in sorted(orders, key=lambda order: order[1]):
        heappush(planned, -minutes)
        total += minutes
        if total > closing:
            total += heappop(planned)
    return len(planned)
