def cut_off_villages(villages: int, roads: list[list[int]]) -> list[int]:
    neighbours: list[list[int]] = [[] for _ in range(villages)]
    for a, b in roads:
        neighbours[a].append(b)
        neighbours[b].append(a)
    reached = [False] * villages
    reached[0] = True
    waiting = [0]
    while waiting:
        for village in neighbours[waiting.pop()]:
            if not reached[village]:
                reached[village] = True
                waiting.append(village)
    return [village for village in range(villages) if not reached[village]]
