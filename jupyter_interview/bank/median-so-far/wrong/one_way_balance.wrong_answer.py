from heapq import heappop, heappush


def medians_so_far(readings: list[int]) -> list[float]:
    lower: list[int] = []
    upper: list[int] = []
    medians: list[float] = []
    for reading in readings:
        if not lower or reading <= -lower[0]:
            heappush(lower, -reading)
        else:
            heappush(upper, reading)
        if len(lower) > len(upper) + 1:
            heappush(upper, -heappop(lower))
        medians.append(-lower[0] if len(lower) > len(upper) else (upper[0] - lower[0]) / 2)
    return medians
