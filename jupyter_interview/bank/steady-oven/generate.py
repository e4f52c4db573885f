from random import Random


def steady_all_day(random: Random) -> list[object]:
    """Everything is within the tolerance but the last reading."""
    return [[random.randrange(20_000, 21_001) for _ in range(60_000)] + [30_000], 1_000]


def slow_rise(random: Random) -> list[object]:
    """Long stretches in which each reading is the largest so far."""
    readings = [now + random.randrange(3) for now in range(0, 120_000, 2)]
    return [readings, 40_000]


def waves(random: Random) -> list[object]:
    """Up and down, with steps of any size."""
    readings, now = [], 0
    for _ in range(60_000):
        now += random.randrange(-2_000, 2_001)
        readings.append(now)
    return [readings, 150_000]
