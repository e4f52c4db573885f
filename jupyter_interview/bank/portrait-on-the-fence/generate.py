from random import Random


def rising(random: Random) -> list[object]:
    """Every board reaches to the right end, and all but the last are still waiting there."""
    return [sorted(random.randrange(1, 2_000_000) for _ in range(50_000))]


def plains(random: Random) -> list[object]:
    """Long stretches of nearly the same great height."""
    return [[random.randrange(900_000, 900_010) for _ in range(50_000)]]


def broken_ground(random: Random) -> list[object]:
    """Hills of all sizes, with gaps."""
    heights = []
    for _ in range(400):
        base = random.choice([0, 10, 10_000, 1_000_000_000])
        heights += [max(0, base - random.randrange(1 + base // 3)) for _ in range(random.randrange(1, 100))]
    return [heights]
