from random import Random

Values = list[int | None]


def path(random: Random, rises: list[int]) -> Values:
    """One node below the other, each on a side chosen at random."""
    values: Values = rises[:1]
    for rise in rises[1:]:
        values += [rise, None] if random.randrange(2) else [None, rise]
    while values[-1] is None:
        values.pop()
    return values


def bushy(random: Random) -> list[object]:
    """A full tree with small rises and falls."""
    return [[random.randrange(-3, 4) for _ in range(32_767)], 4]


def rough_path(random: Random) -> list[object]:
    """A single path that goes up and down."""
    return [path(random, [random.randrange(-50, 51) for _ in range(20_000)]), 20]


def flat_path(random: Random) -> list[object]:
    """A single path that neither rises nor falls: every walk counts."""
    return [path(random, [0] * 16_000), 0]
