def cut_off_villages(villages: int, roads: list[list[int]]) -> list[int]:
    reached = {0}
    changed = True
    while changed:
        changed = False
        for a, b in roads:
            if (a in reached) != (b in reached):
                reached |= {a, b}
                changed = True
    return [village for village in range(villages) if village not in reached]
