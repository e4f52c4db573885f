from random import Random


def marshy(random: Random, marsh: float) -> list[object]:
    rows = ["".join("#" if random.random() < marsh else "." for _ in range(10)) for _ in range(10)]
    return [rows]


def some_marsh(random: Random) -> list[object]:
    """A large field, nearly all of it firm."""
    return marshy(random, 0.04)


def more_marsh(random: Random) -> list[object]:
    """A large field with marsh in every fifth cell."""
    return marshy(random, 0.2)
