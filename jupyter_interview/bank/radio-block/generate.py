from random import Random


def one_long_block(random: Random) -> list[object]:
    """All songs fit."""
    return [[f"a{random.randrange(50)}" for _ in range(50_000)], 50]


def all_but_one(random: Random) -> list[object]:
    """A rare artist cuts the day into long parts."""
    artists = [f"a{random.randrange(40)}" for _ in range(50_000)]
    for place in (20_011, 20_012, 47_000):
        artists[place] = "guest"
    return [artists, 40]


def shifting(random: Random) -> list[object]:
    """Taste drifts, so that windows close again and again."""
    return [[f"a{index // 300 + random.randrange(30)}" for index in range(60_000)], 25]
