from random import Random


def storm(random: Random, highest: int, count: int) -> list[int]:
    return [random.choice((-1, 1)) * random.randrange(1, highest + 1) for _ in range(count)]


def beach(random: Random) -> list[object]:
    """Low walls, one high wall in the middle, and waves that only that one stops, or none."""
    walls = [random.randrange(1, 1_000) for _ in range(60_000)]
    walls[30_000] = 5_000
    return [walls, [random.choice((-1, 1)) * random.randrange(2_000, 5_100) for _ in range(30_000)]]


def hill(random: Random) -> list[object]:
    """Walls that rise towards the middle, so that almost every one stops some wave."""
    heights = sorted(random.randrange(1, 100_000) for _ in range(30_000))
    return [heights[::2] + heights[1::2][::-1], storm(random, 101_000, 20_000)]
