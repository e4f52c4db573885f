from random import Random


def long_way_in(random: Random) -> list[object]:
    """A round of half the benches, reached after walking past the other half."""
    benches = list(range(1, 70_000))
    random.shuffle(benches)
    way = [0, *benches]
    signs = [0] * len(way)
    for here, there in zip(way, [*way[1:], way[35_001]], strict=True):
        signs[here] = there
    return [signs, 10**15 - random.randrange(10**6)]


def full_round(random: Random) -> list[object]:
    """All benches on one round."""
    benches = list(range(1, 70_001))
    random.shuffle(benches)
    way = [0, *benches]
    signs = [0] * len(way)
    for here, there in zip(way, [*benches, 0], strict=True):
        signs[here] = there
    return [signs, 10**14 + random.randrange(10**9)]


def any_signs(random: Random) -> list[object]:
    """Signs that point anywhere."""
    return [[random.randrange(60_000) for _ in range(60_000)], random.randrange(10**12, 10**13)]
