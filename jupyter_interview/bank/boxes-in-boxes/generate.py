from random import Random


def one_after_the_other(random: Random) -> list[object]:
    """Nearly all fit into one another."""
    boxes = [[3 * size + random.randrange(1, 9), 3 * size + random.randrange(1, 9)] for size in range(30_000)]
    random.shuffle(boxes)
    return [boxes]


def any_size(random: Random) -> list[object]:
    """Widths and depths that have nothing to do with each other."""
    return [[[random.randint(1, 1_000_000_000), random.randint(1, 1_000_000_000)] for _ in range(20_000)]]


def standard_widths(random: Random) -> list[object]:
    """Few widths, each in many depths."""
    return [[[10 * random.randrange(1, 200), random.randrange(1, 3_000)] for _ in range(28_000)]]
