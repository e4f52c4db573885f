from random import Random


def queue(random: Random, length: int) -> list[int]:
    return [random.randrange(1, 1_000_000) for _ in range(length)]


def pairs(random: Random) -> list[object]:
    """The most squads there can be, and one runner left over."""
    return [queue(random, 49_999), 2]


def middling(random: Random) -> list[object]:
    return [queue(random, 50_000), 171]


def two_large(random: Random) -> list[object]:
    """Two squads, and one runner too few for a third."""
    return [queue(random, 44_999), 15_000]
