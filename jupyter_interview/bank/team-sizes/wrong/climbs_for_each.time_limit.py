def team_sizes(manager: list[int]) -> list[int]:
    sizes = [0] * len(manager)
    for person in range(len(manager)):
        boss = manager[person]
        while boss >= 0:
            sizes[boss] += 1
            boss = manager[boss]
    return sizes
