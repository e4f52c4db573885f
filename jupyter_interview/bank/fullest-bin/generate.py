from random import Random


def full_yard(random: Random) -> list[object]:
    """Bins of any size, each visited about once or twice."""
    return [[random.randrange(1_000_000_001) for _ in range(40_000)], 60_000]


def alike(random: Random) -> list[object]:
    """Bins that hold nearly the same."""
    return [[random.randrange(999_990_000, 1_000_000_001) for _ in range(30_000)], 50_000]
