from random import Random

STATIONS = 8_000


def one_line(random: Random) -> list[object]:
    """A single long line, with its rides listed from the far end, and dear shortcuts that never pay."""
    rides = [[index, index + 1, random.randrange(1, 100)] for index in range(STATIONS - 1)]
    for _ in range(8_000):
        start = random.randrange(STATIONS - 12)
        rides.append([start, start + random.randrange(2, 12), random.randrange(5_000, 9_000)])
    rides.sort(reverse=True)
    return [STATIONS, rides]


def web(random: Random) -> list[object]:
    """Random rides with large fares, dearer the farther they lead."""
    rides = []
    for _ in range(25_000):
        start = random.randrange(STATIONS)
        reach = random.randrange(-30, 60)
        target = min(STATIONS - 1, max(0, start + reach))
        rides.append([start, target, abs(reach) * 5_000_000 + random.randrange(500_000_000)])
    return [STATIONS, rides]


def no_arrival(random: Random) -> list[object]:
    """No ride leads to the last quarter of the stations."""
    bound = 3 * STATIONS // 4
    rides = [[random.randrange(bound), random.randrange(bound), random.randrange(10**6)] for _ in range(15_000)]
    rides += [[random.randrange(bound, STATIONS), random.randrange(STATIONS), 0] for _ in range(5_000)]
    return [STATIONS, rides]
