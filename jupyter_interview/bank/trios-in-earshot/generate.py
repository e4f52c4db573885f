from random import Random


def wide_reach(random: Random) -> list[object]:
    """Half of the road is in reach."""
    return [[random.randrange(-1_000_000_000, 1_000_000_001) for _ in range(45_000)], 1_000_000_000]


def crowded(random: Random) -> list[object]:
    """Very many at each metre: all counts are far above 32 bits."""
    return [[random.randrange(-20, 21) for _ in range(90_000)], 30]


def lonely(random: Random) -> list[object]:
    """Hardly anybody in reach."""
    return [[random.randrange(0, 1_000_000_001) for _ in range(45_000)], 15_000]
