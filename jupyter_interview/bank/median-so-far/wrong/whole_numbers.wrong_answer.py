from bisect import insort


def medians_so_far(readings: list[int]) -> list[float]:
    ordered: list[int] = []
    medians: list[float] = []
    for reading in readings:
        insort(ordered, reading)
        count = len(ordered)
        medians.append((ordered[(count - 1) // 2] + ordered[count // 2]) // 2)
    return medians
