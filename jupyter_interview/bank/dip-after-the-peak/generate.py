from random import Random


def rising(random: Random) -> list[object]:
    """Higher all week, with many equal quotes."""
    return [sorted(random.randrange(-20_000, 20_000) for _ in range(50_000))]


def valleys(random: Random) -> list[object]:
    """Each day rises a little and begins below the whole day before."""
    quotes: list[int] = []
    for day in range(100):
        quotes += sorted(random.randrange(-1_000 * day, -1_000 * day + 900) for _ in range(450))
    return [quotes]


def at_the_very_end(random: Random) -> list[object]:
    """Rising, and then one single quote that settles."""
    quotes = [7 * place + random.randrange(7) for place in range(49_999)]
    return [[*quotes, 349_900]]
