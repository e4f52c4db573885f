from heapq import heappush, heappushpop


def medians_so_far(readings: list[int]) -> list[float]:
    lower: list[int] = []  # negated, so that its top is the largest of the smaller half
    upper: list[int] = []
    medians: list[float] = []
    for reading in readings:
        if len(lower) == len(upper):
            heappush(lower, -heappushpop(upper, reading))
            medians.append(-lower[0])
        else:
            heappush(upper, -heappushpop(lower, -reading))
            medians.append((upper[0] - lower[0]) / 2)
    return medians
