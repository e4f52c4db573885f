def distance_sums(villages: int, paths: list[list[int]]) -> list[int]:
    neighbours: list[list[tuple[int, int]]] = [[] for _ in range(villages)]
    for one, other, metres in paths:
        neighbours[one].append((other, metres))
        neighbours[other].append((one, metres))

    walk = [(0, -1, 0)]  # a village, the one above it, and how far it is from there
    for village, above, _ in walk:
        walk += [(below, village, metres) for below, metres in neighbours[village] if below != above]

    size = [1] * villages  # of what hangs below a village, itself included
    sums = [0] * villages
    for village, above, metres in reversed(walk[1:]):
        size[above] += size[village]
        sums[0] += metres * size[village]
    for village, above, metres in walk[1:]:
        sums[village] = sums[above] + metres * (villages - size[village])
    return sums
