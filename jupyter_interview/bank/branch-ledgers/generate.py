from random import Random


def ledger(random: Random, length: int) -> list[int]:
    return sorted(random.randrange(-1_000_000, 1_000_000) for _ in range(length))


def many_small(random: Random) -> list[object]:
    """Seven thousand branches with three or four transfers each."""
    return [[ledger(random, random.randrange(3, 5)) for _ in range(7_000)]]


def two_shifts(random: Random) -> list[object]:
    """Thousands of branches whose transfers are all later than those of the branches before."""
    return [[[10 * branch + step for step in range(4)] for branch in range(9_000)]]


def one_large(random: Random) -> list[object]:
    """One branch with nearly everything, and many with one transfer or none."""
    small = [ledger(random, random.randrange(2)) for _ in range(2_000)]
    return [[*small[:700], ledger(random, 15_000), *small[700:]]]
