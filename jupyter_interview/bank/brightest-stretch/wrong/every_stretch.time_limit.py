from itertools import accumulate


def brightest_average(brightness: list[int], shortest: int) -> float:
    sums = list(accumulate(brightness, initial=0))
    best = float("-inf")
    for before in range(len(sums)):
        for after in range(before + shortest, len(sums)):
            best = max(best, (sums[after] - sums[before]) / (after - before))
    return best
