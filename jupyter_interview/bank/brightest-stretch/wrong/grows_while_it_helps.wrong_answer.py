def brightest_average(brightness: list[int], shortest: int) -> float:
    total, last = sum(brightness[:shortest]), shortest
    best = float("-inf")
    for first in range(len(brightness) - shortest + 1):
        if last < first + shortest:
            total += brightness[last]
            last += 1
        while last < len(brightness) and brightness[last] * (last - first) > total:
            total += brightness[last]
            last += 1
        best = max(best, total / (last - first))
        total -= brightness[first]
    return best
