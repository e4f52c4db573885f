def cut_off_villages(villages: int, roads: list[list[int]]) -> list[int]:
    reached = {0}
    for a, b in sorted(roads):
        if a in reached or b in reached:
            reached |= {a, b}
    return [village for village in range(villages) if village not in reached]
