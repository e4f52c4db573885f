from random import Random


def sparse(random: Random) -> list[object]:
    """Far more sums than triples, so that few triples fit."""
    return [[random.randrange(-1_000_000, 1_000_001) for _ in range(1_200)], 12_345]


def none(random: Random) -> list[object]:
    """Multiples of three cannot add up to a number that is none."""
    return [[3 * random.randrange(-300_000, 300_000) for _ in range(1_200)], 100]


def repetitive(random: Random) -> list[object]:
    """Few different weights, each many times."""
    return [[random.randrange(-15, 16) for _ in range(1_200)], 4]
