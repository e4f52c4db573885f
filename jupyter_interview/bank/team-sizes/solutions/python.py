def team_sizes(manager: list[int]) -> list[int]:
    unfinished = [0] * len(manager)
    for boss in manager:
        if boss >= 0:
            unfinished[boss] += 1
    sizes = [0] * len(manager)
    ready = [person for person, reports in enumerate(unfinished) if reports == 0]
    while ready:
        person = ready.pop()
        boss = manager[person]
        if boss < 0:
            continue
        sizes[boss] += sizes[person] + 1
        unfinished[boss] -= 1
        if unfinished[boss] == 0:
            ready.append(boss)
    return sizes
