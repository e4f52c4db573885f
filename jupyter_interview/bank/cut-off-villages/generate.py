from random import Random


def towns(random: Random) -> list[object]:
    """About as many roads as villages, so that one large group and many small ones form."""
    villages = 50_000
    roads = [[random.randrange(villages), random.randrange(villages)] for _ in range(45_000)]
    return [villages, roads]


def valley(random: Random) -> list[object]:
    """One chain from the depot through most villages, listed from its far end."""
    names = list(range(1, 40_000))
    random.shuffle(names)
    chain = [0, *names[:35_000]]
    roads = [list(pair) for pair in zip(chain, chain[1:], strict=False)]
    return [40_000, roads[::-1]]
