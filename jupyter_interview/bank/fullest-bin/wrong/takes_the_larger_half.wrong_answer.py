from heapq import heapify, heapreplace


def bottles_left(bins: list[int], rounds: int) -> int:
    fullest = [-bottles for bottles in bins]
    heapify(fullest)
    for _ in range(rounds if bins else 0):
        heapreplace(fullest, -(-fullest[0] // 2))
    return -sum(fullest)
