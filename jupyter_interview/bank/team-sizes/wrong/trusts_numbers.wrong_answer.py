def team_sizes(manager: list[int]) -> list[int]:
    sizes = [0] * len(manager)
    for person in range(len(manager) - 1, -1, -1):
        if manager[person] >= 0:
            sizes[manager[person]] += sizes[person] + 1
    return sizes
