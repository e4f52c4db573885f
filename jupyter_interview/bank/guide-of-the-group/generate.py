from random import Random


def _pairs(random: Random, people: int, guide: int, missing: int, extra: int) -> list[list[int]]:
    others = [person for person in range(people) if person != guide]
    pairs = {(person, guide) for person in others[missing:]}
    while len(pairs) < people - 1 - missing + extra:
        one, other = random.sample(others, 2)
        pairs.add((one, other))
    return [list(pair) for pair in random.sample(sorted(pairs), len(pairs))]


def far_back(random: Random) -> list[object]:
    """The last person but a few is the guide."""
    return [30_000, _pairs(random, 30_000, 29_990, 0, 20_000)]


def one_does_not_follow(random: Random) -> list[object]:
    """All but one follow."""
    return [25_000, _pairs(random, 25_000, 17_123, 1, 15_000)]
