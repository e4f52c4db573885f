from random import Random


def long_even(random: Random) -> list[object]:
    """As many wagons as there can be."""
    return [[random.randrange(-1_000, 1_000) for _ in range(40_000)]]


def long_odd(random: Random) -> list[object]:
    """One wagon without a partner, and rising numbers."""
    return [list(range(-17_000, 20_001))]
