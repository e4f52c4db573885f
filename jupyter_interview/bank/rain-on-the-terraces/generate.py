from random import Random


def wide_valley(random: Random) -> list[object]:
    """Two high walls far apart, and rough ground between them."""
    return [[1_000_000_000, *(random.randrange(1_000_000) for _ in range(59_998)), 999_999_999]]


def rough(random: Random) -> list[object]:
    """Heights of all sizes, without order."""
    return [[int(10 ** random.uniform(0, 9)) for _ in range(45_000)]]


def mountain(random: Random) -> list[object]:
    """Up to a summit and down again, with small dips on both sides."""
    return [[20_000 * min(place, 39_999 - place) + random.randrange(60_000) for place in range(40_000)]]
