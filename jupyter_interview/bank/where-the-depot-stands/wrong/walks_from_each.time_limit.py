def distance_sums(villages: int, paths: list[list[int]]) -> list[int]:
    neighbours: list[list[tuple[int, int]]] = [[] for _ in range(villages)]
    for one, other, metres in paths:
        neighbours[one].append((other, metres))
        neighbours[other].append((one, metres))

    def from_depot(depot: int) -> int:
        total, waiting = 0, [(depot, -1, 0)]
        while waiting:
            village, above, distance = waiting.pop()
            total += distance
            for below, metres in neighbours[village]:
                if below != above:
                    waiting.append((below, village, distance + metres))
        return total

    return [from_depot(depot) for depot in range(villages)]
