from random import Random


def few_tongues(random: Random) -> list[object]:
    """Just as many tongues as are wanted, so that tables hardly ever get too many."""
    return [[random.choice((11, 22, 33, 44, 1_000_000_000)) for _ in range(70_000)], 5]


def long_stretches(random: Random) -> list[object]:
    """The same tongue again and again, then another."""
    tongues: list[int] = []
    while len(tongues) < 49_000:
        tongues += [random.randrange(1, 400)] * random.randrange(1, 900)
    return [tongues, 40]


def many_tongues(random: Random) -> list[object]:
    """Thousands of tongues, and thousands wanted."""
    return [[random.randrange(1, 12_000) for _ in range(50_000)], 6_000]
