from heapq import heapify, heapreplace


def bottles_left(bins: list[int], rounds: int) -> int:
    fullest = [-bottles for bottles in bins]  # negated: heapq hands out the smallest
    heapify(fullest)
    for _ in range(rounds):
        if not fullest or fullest[0] >= -1:
            break
        bottles = -fullest[0]
        heapreplace(fullest, bottles // 2 - bottles)
    return -sum(fullest)
