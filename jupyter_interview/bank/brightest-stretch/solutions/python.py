from itertools import accumulate


def brightest_average(brightness: list[int], shortest: int) -> float:
    low, high = float(min(brightness)), float(max(brightness))
    while high - low > 1e-7:
        middle = (low + high) / 2
        if can_be_had(middle, brightness, shortest):
            low = middle
        else:
            high = middle
    return high


def can_be_had(average: float, brightness: list[int], shortest: int) -> bool:
    """Whether some stretch that is long enough has at least this average."""
    surplus = list(accumulate((value - average for value in brightness), initial=0.0))
    least = 0.0  # of what stands before any first value that is far enough back
    for before, after in zip(surplus, surplus[shortest:]):
        if before < least:
            least = before
        if after >= least:
            return True
    return False
