from random import Random


def many_painters(random: Random) -> list[object]:
    """Twenty days for each of three thousand painters."""
    return [[sorted(random.randrange(-1_000_000_000, 1_000_000_001) for _ in range(20)) for _ in range(3_000)]]


def close_to_one_another(random: Random) -> list[object]:
    """Painters who come again and again, each at a rhythm of their own."""
    days = []
    for _ in range(1_500):
        day, own = random.randrange(1_000), []
        for _ in range(40):
            own.append(day)
            day += random.randrange(1, 2_000)
        days.append(own)
    return [days]


def two_painters(random: Random) -> list[object]:
    """Long lists of only two painters."""
    return [[sorted(random.randrange(-1_000_000_000, 1_000_000_001) for _ in range(12_000)) for _ in range(2)]]
