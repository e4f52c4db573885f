from random import Random


def train(random: Random, length: int) -> list[int]:
    return [random.randrange(1, 1_000_000) for _ in range(length)]


def half_way(random: Random) -> list[object]:
    """As many moves as half of the train is long."""
    return [train(random, 50_000), 25_000]


def tireless(random: Random) -> list[object]:
    """Hundreds of millions of moves."""
    return [train(random, 49_999), random.randrange(900_000_000, 1_000_000_000)]
