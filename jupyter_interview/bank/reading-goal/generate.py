from random import Random


def long_runs(random: Random) -> list[object]:
    """About half of the diary is needed."""
    return [[random.randrange(0, 101) for _ in range(60_000)], 1_500_000]


def just_missed(random: Random) -> list[object]:
    """All days together are one page short."""
    pages = [random.randrange(0, 1_000_001) for _ in range(60_000)]
    return [pages, sum(pages) + 1]


def holidays(random: Random) -> list[object]:
    """Months without a page between busy weeks."""
    pages = [random.randrange(1, 60) if index % 700 < 20 else 0 for index in range(60_000)]
    return [pages, 2_000]
