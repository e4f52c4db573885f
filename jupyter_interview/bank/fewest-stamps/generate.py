from random import Random


def many_ways(random: Random) -> list[object]:
    """Twelve values and the largest postage."""
    stamps = [1]
    while len(stamps) < 12:
        value = random.randrange(2, 900)
        if value not in stamps:
            stamps.append(value)
    random.shuffle(stamps)
    return [stamps, 20_000 - random.randrange(10)]


def odd_one(random: Random) -> list[object]:
    """Even values, odd postage."""
    return [[2 * value for value in (17, 3, 290, 45, 8)], 19_999]


def coarse(random: Random) -> list[object]:
    """Large values, for which most sums cannot be made."""
    return [[977, 1_483, 2_111, 3_019, 700_000], 19_000 + random.randrange(1_000)]
