from random import Random


def spans(random: Random, number: int, free: int, gap: int) -> list[list[int]]:
    """Sorted free spans of random lengths and gaps."""
    found, now = [], 0
    for _ in range(number):
        start = now + random.randrange(1, gap)
        now = start + random.randrange(1, free)
        found.append([start, now])
    return found


def late(random: Random) -> list[object]:
    """Nothing but short meetings until the very end."""
    first, second = spans(random, 12_000, 60, 40), spans(random, 12_000, 60, 40)
    end = max(first[-1][1], second[-1][1])
    return [[*first, [end + 5, end + 200]], [*second, [end + 30, end + 190]], 100]


def alternating(random: Random) -> list[object]:
    """One is free exactly while the other is not."""
    borders = [0]
    for _ in range(20_001):
        borders.append(borders[-1] + random.randrange(1, 30))
    pairs = [[start, end] for start, end in zip(borders, borders[1:])]
    return [pairs[0::2], pairs[1::2], 1]


def one_has_time(random: Random) -> list[object]:
    """Many spans against a few long ones."""
    first = spans(random, 15_000, 50, 50)
    whole = first[-1][1]
    second = [[part * whole // 4, (part + 1) * whole // 4 - 1] for part in range(4)]
    return [first, second, 50]
