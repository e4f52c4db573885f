def hangers_needed(guests: list[list[int]]) -> int:
    row = most = 0
    latest = 0
    for arrive, leave in sorted(guests):
        row = row + 1 if arrive < latest else 1
        latest = max(latest, leave)
        most = max(most, row)
    return most
