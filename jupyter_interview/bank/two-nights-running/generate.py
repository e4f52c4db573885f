from random import Random


def season(random: Random) -> list[object]:
    """Few enough nights for a deep recursion, far too many plans to try."""
    return [[random.randrange(-20, 100) for _ in range(240)]]


def career(random: Random) -> list[object]:
    """Fees of all sizes, one in four a loss."""
    return [[random.randrange(-3_000, 10_001) for _ in range(60_000)]]


def equal_fees(random: Random) -> list[object]:
    """Nearly equal fees, where one unit decides which night is off."""
    return [[10_000 - random.randrange(3) for _ in range(100_000)]]
