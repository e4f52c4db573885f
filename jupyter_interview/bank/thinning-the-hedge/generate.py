from random import Random


def garden(random: Random) -> list[object]:
    """Plants of similar heights."""
    return [[random.randrange(50, 151) for _ in range(110)]]


def wild(random: Random) -> list[object]:
    """Heights of all sizes, and the tallest at the ends."""
    return [[100_000, *(int(10 ** random.uniform(0, 5)) for _ in range(148)), 100_000]]


def two_slopes(random: Random) -> list[object]:
    """Rising to the middle and falling again, with some unevenness."""
    return [[500 * (1 + min(index, 139 - index)) + random.randrange(900) for index in range(140)]]
