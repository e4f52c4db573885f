def cut_off_villages(villages: int, roads: list[list[int]]) -> list[int]:
    neighbours: list[list[int]] = [[] for _ in range(villages)]
    for a, b in roads:
        neighbours[a].append(b)
        neighbours[b].append(a)
    reached: set[int] = set()

    def visit(village: int) -> None:
        reached.add(village)
        for neighbour in neighbours[village]:
            if neighbour not in reached:
                visit(neighbour)

    visit(0)
    return [village for village in range(villages) if village not in reached]
