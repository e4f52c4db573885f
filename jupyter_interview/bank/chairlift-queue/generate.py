from random import Random


def mixed(random: Random) -> list[object]:
    """About half of the skiers can share."""
    return [[random.randrange(1, 1_000_000_001) for _ in range(60_000)], 1_000_000_000]


def heavy(random: Random) -> list[object]:
    """Hardly anybody is light enough for anybody else."""
    weights = [random.randrange(5_001, 10_001) for _ in range(60_000)]
    for _ in range(100):
        weights[random.randrange(60_000)] = random.randrange(1, 3_000)
    return [weights, 10_000]


def exact(random: Random) -> list[object]:
    """Partners that fit to the kilogram, and with nobody heavier."""
    light = [random.randrange(1, 500) for _ in range(20_000)]
    weights = light + [1_000 - weight for weight in light]
    random.shuffle(weights)
    return [weights, 1_000]
