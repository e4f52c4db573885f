def team_sizes(manager: list[int]) -> list[int]:
    reports: list[list[int]] = [[] for _ in manager]
    for person, boss in enumerate(manager):
        if boss >= 0:
            reports[boss].append(person)
    sizes = [0] * len(manager)

    def measure(person: int) -> int:
        sizes[person] = sum(measure(report) + 1 for report in reports[person])
        return sizes[person]

    measure(manager.index(-1))
    return sizes
