from random import Random


def changes(random: Random, low: int, high: int) -> list[int]:
    return [random.randrange(low, high) for _ in range(80_000)]


def wide(random: Random) -> list[object]:
    """A stretch of half the hours."""
    return [changes(random, -1_000_000, 1_000_001), 40_000]


def narrow(random: Random) -> list[object]:
    """Many equal totals among short stretches."""
    return [changes(random, -3, 4), 3]


def sinking(random: Random) -> list[object]:
    """More people leave than arrive in every hour."""
    return [changes(random, -1_000_000, 0), 35_000]
