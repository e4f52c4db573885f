from random import Random


def few_trucks(random: Random) -> list[object]:
    """Loads of thousands of parcels."""
    return [[random.randrange(1_000_001) for _ in range(40_000)], 12]


def many_trucks(random: Random) -> list[object]:
    """Loads of a few parcels."""
    return [[random.randrange(1_000_001) for _ in range(40_000)], 9_000]


def light_and_heavy(random: Random) -> list[object]:
    """Long runs of light parcels between heavy ones."""
    weights = [random.randrange(5) for _ in range(40_000)]
    for place in range(0, 40_000, 997):
        weights[place] = 1_000_000 - random.randrange(1_000)
    return [weights, 30]
