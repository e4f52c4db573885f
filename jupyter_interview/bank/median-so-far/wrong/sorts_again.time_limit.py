def medians_so_far(readings: list[int]) -> list[float]:
    medians = []
    for count in range(1, len(readings) + 1):
        ordered = sorted(readings[:count])
        medians.append((ordered[(count - 1) // 2] + ordered[count // 2]) / 2)
    return medians
