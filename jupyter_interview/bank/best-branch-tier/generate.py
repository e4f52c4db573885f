from random import Random


def chain(random: Random) -> list[object]:
    """Every office opened one other: as many tiers as offices."""
    values: list[int | None] = [random.randrange(-1_000_000_000, 1_000_000_001)]
    for _ in range(15_999):
        place = random.randrange(2)
        child = random.randrange(-1_000_000_000, 1_000_000_001)
        values += [None, child] if place else [child, None]
    while values[-1] is None:
        values.pop()
    return [values]


def full(random: Random) -> list[object]:
    """Every tier twice as wide as the one before."""
    return [[random.randrange(-1_000_000_000, 1_000_000_001) for _ in range(32_767)]]
