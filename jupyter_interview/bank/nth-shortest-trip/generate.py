from random import Random


def durations(random: Random, count: int, highest: int) -> list[int]:
    return [random.randrange(highest + 1) for _ in range(count)]


def middle(random: Random) -> list[object]:
    """The place in the middle of 121 million trips."""
    return [durations(random, 11_000, 1_000_000_000), durations(random, 11_000, 1_000_000_000), 60_500_000]


def much_alike(random: Random) -> list[object]:
    """Few different durations, each shared by millions of trips."""
    return [durations(random, 14_000, 40), durations(random, 14_000, 15), random.randrange(50_000_000, 150_000_000)]


def uneven(random: Random) -> list[object]:
    """Many flights, few ferries that take longer than all of them, and a late place."""
    ferries = [900_000_000 + random.randrange(100_000_000) for _ in range(900)]
    return [durations(random, 14_000, 100_000_000), ferries, 11_000_000]
