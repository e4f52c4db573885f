from random import Random


def windows(random: Random, latest: int, count: int) -> list[list[int]]:
    ends = [[random.randrange(latest), random.randrange(latest)] for _ in range(count)]
    return [sorted(pair) if random.random() < 0.9 else pair for pair in ends]


def many_windows(random: Random) -> list[object]:
    """Times spread over the whole range."""
    times = sorted(random.randrange(1_000_000_000) for _ in range(40_000))
    return [times, windows(random, 1_000_000_000, 20_000)]


def crowded(random: Random) -> list[object]:
    """Few seconds, each with thousands of logins."""
    times = sorted(random.randrange(20) for _ in range(50_000))
    return [times, windows(random, 22, 20_000)]
