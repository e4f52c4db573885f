from random import Random


def half_of_all(random: Random) -> list[object]:
    """As many stones as there can be, and half of their weight is allowed."""
    weights = [random.randrange(100_000_000, 1_000_000_001) for _ in range(32)]
    return [weights, sum(weights) // 2]


def even_stones(random: Random) -> list[object]:
    """Even weights and an odd limit, which no choice hits."""
    weights = [2 * random.randrange(100_000_000, 500_000_000) for _ in range(31)]
    return [weights, sum(weights) // 2 | 1]


def alike(random: Random) -> list[object]:
    """Hardly different weights, so that a rule of thumb is a little off."""
    weights = [1_000_000_000 - random.randrange(1_000_000) for _ in range(32)]
    return [weights, 15_995_000_000]
