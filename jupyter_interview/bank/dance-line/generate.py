from random import Random


def even_line(random: Random) -> list[object]:
    return [[random.randrange(1, 1_000_000) for _ in range(50_000)]]


def odd_line(random: Random) -> list[object]:
    return [[random.randrange(1, 1_000_000_000) for _ in range(29_999)]]
