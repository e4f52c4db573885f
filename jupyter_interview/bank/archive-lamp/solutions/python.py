def lamp_minutes(visits: list[list[int]]) -> int:
    total = 0
    counted_until = 0
    for enter, leave in sorted(visits):
        if leave > counted_until:
            total += leave - max(enter, counted_until)
            counted_until = leave
    return total
