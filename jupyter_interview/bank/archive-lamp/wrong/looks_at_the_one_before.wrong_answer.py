def lamp_minutes(visits: list[list[int]]) -> int:
    ordered = sorted(visits)
    total = sum(leave - enter for enter, leave in ordered)
    for (_, before), (enter, leave) in zip(ordered, ordered[1:]):
        total -= max(0, min(before, leave) - enter)
    return total
