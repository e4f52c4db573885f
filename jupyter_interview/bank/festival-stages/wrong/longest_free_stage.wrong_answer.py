from heapq import heapify, heapreplace


def most_concerts(concerts: list[list[int]], stages: int) -> int:
    free_from = [0] * stages
    heapify(free_from)
    count = 0
    for start, end in sorted(concerts, key=lambda concert: concert[1]):
        if free_from[0] <= start:
            heapreplace(free_from, end)
            count += 1
    return count
