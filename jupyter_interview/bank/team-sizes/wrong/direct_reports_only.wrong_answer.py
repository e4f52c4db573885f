from collections import Counter


def team_sizes(manager: list[int]) -> list[int]:
    reports = Counter(manager)
    return [reports[person] for person in range(len(manager))]
