from random import Random


def half_fit(random: Random) -> list[object]:
    """A day too short for all orders."""
    return [[[random.randrange(1, 1_001), random.randrange(6_000_000)] for _ in range(30_000)]]


def long_first(random: Random) -> list[object]:
    """Shops that close early ask for long orders."""
    orders = []
    for _ in range(30_000):
        closing = random.randrange(1, 6_000_000)
        orders.append([1 + (6_000_000 - closing) // 3_000 + random.randrange(50), closing])
    return [orders]


def plenty(random: Random) -> list[object]:
    """Time for every order."""
    return [[[random.randrange(1, 10), 400_000 + random.randrange(1_000)] for _ in range(20_000)]]
