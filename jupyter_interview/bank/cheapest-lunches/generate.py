from random import Random


def big_menu(random: Random) -> list[object]:
    """Four hundred million lunches at prices of every size."""
    dishes = [random.randrange(1_000_000_001) for _ in range(20_000)]
    return [dishes, [random.randrange(1_000_000_001) for _ in range(20_000)], 20_000]


def alike(random: Random) -> list[object]:
    """Many lunches at the same few prices."""
    dishes = [random.randrange(400, 700) for _ in range(15_000)]
    return [dishes, [random.randrange(100, 160) for _ in range(15_000)], 18_000]


def few_dishes(random: Random) -> list[object]:
    """A short list against a long one."""
    dishes = [random.randrange(1_000_000_000) for _ in range(3)]
    return [dishes, [random.randrange(1_000_000_000) for _ in range(20_000)], 20_000]
