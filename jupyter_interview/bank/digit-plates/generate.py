from random import Random


def number(random: Random, length: int) -> list[int]:
    return [random.randrange(1, 10), *(random.randrange(10) for _ in range(length - 1))]


def carry_through(random: Random) -> list[object]:
    """One carry runs through 30,000 digits."""
    return [[9] * 30_000, [random.randrange(1, 10)]]


def both_long(random: Random) -> list[object]:
    return [number(random, 25_000), number(random, 30_000)]
