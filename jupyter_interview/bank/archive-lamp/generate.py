from random import Random


def quiet_years(random: Random) -> list[object]:
    """Short visits that hardly ever meet."""
    visits = []
    for _ in range(30_000):
        enter = random.randrange(999_000_000)
        visits.append([enter, enter + random.randrange(600)])
    return [visits]


def busy_days(random: Random) -> list[object]:
    """Many visits at a time, and long ones that hold many others."""
    visits = []
    for _ in range(30_000):
        enter = random.randrange(50_000_000)
        length = random.randrange(40_000) if random.random() < 0.01 else random.randrange(1_500)
        visits.append([enter, enter + length])
    return [visits]
