from random import Random


def short_rest(random: Random) -> list[object]:
    """Two or three seconds of rest in a long pattern."""
    return [24, random.choice([2, 3])]


def long_rest(random: Random) -> list[object]:
    """Few patterns among very many strings."""
    return [24, random.randrange(6, 9)]
