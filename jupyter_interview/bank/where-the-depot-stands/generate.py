from random import Random


def _shuffled(random: Random, uppers: list[int], longest: int) -> list[object]:
    """Village i + 1 is joined to an earlier one; names and order are shuffled."""
    villages = len(uppers) + 1
    names = random.sample(range(villages), villages)
    paths = [[names[village], names[upper], random.randint(1, longest)] for village, upper in enumerate(uppers, 1)]
    random.shuffle(paths)
    return [villages, paths]


def chain(random: Random) -> list[object]:
    """One village after the other, with the longest paths there are."""
    villages = 25_000
    return [villages, [[village, village + 1, 10_000] for village in range(villages - 1)]]


def scattered(random: Random) -> list[object]:
    """Each village is joined to any earlier one."""
    return _shuffled(random, [random.randrange(village) for village in range(1, 25_000)], 10_000)


def combs(random: Random) -> list[object]:
    """A long way on which short dead ends hang."""
    return _shuffled(random, [village - random.choice((1, 2, 3)) if village > 3 else 0 for village in range(1, 18_000)], 500)
