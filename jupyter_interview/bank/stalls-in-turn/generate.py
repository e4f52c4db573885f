from random import Random


def staircase(random: Random) -> list[object]:
    """Each stall comes within reach only by the one before."""
    stalls = []
    savings = 3
    for _ in range(30_000):
        earns = random.randrange(1, 60_000)
        stalls.append([savings, earns])
        savings += earns
    random.shuffle(stalls)
    return [3, stalls, 30_000]


def all_within_reach(random: Random) -> list[object]:
    """Deposits do not matter."""
    return [1_000_000_000, [[random.randrange(1_000_000_000), random.randrange(1_000_001)] for _ in range(25_000)], 20_000]


def wide_steps(random: Random) -> list[object]:
    """Many stalls come within reach at once, now and then."""
    stalls = [[5_000_000 * random.randrange(100), random.randrange(60_000)] for _ in range(17_000)]
    return [0, stalls, 14_000]
