def distance_sums(villages: int, paths: list[list[int]]) -> list[int]:
    neighbours: list[list[tuple[int, int]]] = [[] for _ in range(villages)]
    for one, other, metres in paths:
        neighbours[one].append((other, metres))
        neighbours[other].append((one, metres))
    size = [1] * villages
    sums = [0] * villages

    def count(village: int, above: int) -> None:
        for below, metres in neighbours[village]:
            if below != above:
                count(below, village)
                size[village] += size[below]
                sums[0] += metres * size[below]

    def move(village: int, above: int) -> None:
        for below, metres in neighbours[village]:
            if below != above:
                sums[below] = sums[village] + metres * (villages - 2 * size[below])
                move(below, village)

    count(0, -1)
    move(0, -1)
    return sums
