def busiest_stretch(changes: list[int], hours: int) -> int:
    total = best_total = sum(changes[:hours])
    best_start = 0
    for start in range(1, len(changes) - hours + 1):
        total += changes[start + hours - 1] - changes[start - 1]
        if total >= best_total:
            best_start, best_total = start, total
    return best_start
