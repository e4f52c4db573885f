from random import Random


def any_order(random: Random) -> list[object]:
    """Marks in no order, and many places."""
    return [[random.randrange(-1_000_000_000, 1_000_000_001) for _ in range(40_000)], 12_000]


def rising(random: Random) -> list[object]:
    """Ever better marks, so that each of them pushes out another."""
    marks = sorted(random.sample(range(-1_000_000_000, 1_000_000_001), 40_000))
    for place in range(0, 40_000, 7):
        marks[place] = random.randrange(-1_000_000_000, 1_000_000_001)
    return [marks, 15_000]
