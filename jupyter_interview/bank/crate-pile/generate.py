from random import Random

Call = tuple[str, list[int]]


def arguments(calls: list[Call]) -> list[object]:
    return [["CratePile", *(name for name, _ in calls)], [[], *(given for _, given in calls)]]


def high_pile(random: Random) -> list[object]:
    """A pile of 25,000 crates, then question upon question."""
    calls: list[Call] = [("put", [random.randrange(1_000, 1_000_000)]) for _ in range(25_000)]
    for _ in range(14_000):
        calls += [("lightest", []), ("how_many", [])]
    return arguments(calls)


def ever_lighter(random: Random) -> list[object]:
    """Each crate is about as light as the lightest so far; then the pile is taken down, with questions between."""
    calls: list[Call] = []
    weight = 0
    for _ in range(9_000):
        weight -= random.randrange(3)
        calls.append(("put", [weight]))
    for _ in range(9_000):
        calls += [("lightest", []), ("take", [])]
    return arguments(calls)


def busy_day(random: Random) -> list[object]:
    """All operations in any order, few different weights."""
    calls: list[Call] = []
    for _ in range(9_000):
        name = random.choices(("put", "take", "lightest", "how_many"), (5, 4, 2, 2))[0]
        calls.append((name, [random.randrange(-8, 9)] if name == "put" else []))
    return arguments(calls)
