def lifeline_roads(villages: int, roads: list[list[int]]) -> list[int]:
    leaving: list[list[tuple[int, int]]] = [[] for _ in range(villages)]
    for road, (one, other) in enumerate(roads):
        leaving[one].append((other, road))
        leaving[other].append((one, road))

    def detour(closed: int) -> bool:
        start, goal = roads[closed]
        reached, waiting = {start}, [start]
        while waiting:
            for neighbour, road in leaving[waiting.pop()]:
                if road != closed and neighbour not in reached:
                    reached.add(neighbour)
                    waiting.append(neighbour)
        return goal in reached

    return [road for road in range(len(roads)) if not detour(road)]
