def lamp_minutes(visits: list[list[int]]) -> int:
    stretches: list[tuple[int, int]] = []
    for enter, leave in visits:
        apart = []
        for start, end in stretches:
            if end < enter or start > leave:
                apart.append((start, end))
            else:
                enter, leave = min(enter, start), max(leave, end)
        stretches = [*apart, (enter, leave)]
    return sum(end - start for start, end in stretches)
