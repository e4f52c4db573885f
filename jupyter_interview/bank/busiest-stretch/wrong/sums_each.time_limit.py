def busiest_stretch(changes: list[int], hours: int) -> int:
    starts = range(len(changes) - hours + 1)
    return max(starts, key=lambda start: (sum(changes[start : start + hours]), -start))
