def lifeline_roads(villages: int, roads: list[list[int]]) -> list[int]:
    leaving: list[list[tuple[int, int]]] = [[] for _ in range(villages)]
    for road, (one, other) in enumerate(roads):
        leaving[one].append((other, road))
        leaving[other].append((one, road))
    entered: dict[int, int] = {}
    lifelines = []

    def lowest_from(village: int, entered_by: int) -> int:
        entered[village] = lowest = len(entered)
        for neighbour, road in leaving[village]:
            if road == entered_by:
                continue
            if neighbour in entered:
                lowest = min(lowest, entered[neighbour])
            else:
                lowest = min(lowest, lowest_from(neighbour, road))
        if lowest == entered[village] and entered_by >= 0:
            lifelines.append(entered_by)
        return lowest

    for start in range(villages):
        if start not in entered:
            lowest_from(start, -1)
    return sorted(lifelines)
