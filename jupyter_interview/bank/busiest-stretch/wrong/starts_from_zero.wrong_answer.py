def busiest_stretch(changes: list[int], hours: int) -> int:
    best_start, best_total, total = 0, 0, 0
    for end, change in enumerate(changes):
        total += change
        if end >= hours:
            total -= changes[end - hours]
        if end >= hours - 1 and total > best_total:
            best_start, best_total = end - hours + 1, total
    return best_start
