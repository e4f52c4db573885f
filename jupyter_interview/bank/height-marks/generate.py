from random import Random

MARKS = 11_000


def _arguments(marks: int, calls: list[tuple[str, list[int]]]) -> list[object]:
    return [["SurveyBook", *(name for name, _ in calls)], [[marks], *(given for _, given in calls)]]


def true_heights(random: Random) -> list[object]:
    """Measurements of one landscape, one in ten of them wrong, and questions in between."""
    heights = [random.randrange(-400_000_000, 400_000_000) for _ in range(MARKS)]
    calls: list[tuple[str, list[int]]] = []
    for _ in range(16_000):
        low, high = random.randrange(MARKS), random.randrange(MARKS)
        if random.random() < 0.3:
            calls.append(("rise", [low, high]))
        else:
            fault = random.choice([-7, 1, 1_000]) if random.random() < 0.1 else 0
            calls.append(("enter", [low, high, heights[high] - heights[low] + fault]))
    return _arguments(MARKS, calls)


def one_chain(random: Random) -> list[object]:
    """Each mark is hung below the one before, always upwards, then the ends are asked for."""
    calls = [("enter", [mark + 1, mark, 900_000_000 + random.randrange(1_000)]) for mark in range(MARKS - 1)]
    calls += [("rise", [random.randrange(MARKS), random.randrange(100)]) for _ in range(6_000)]
    return _arguments(MARKS, calls)


def pairs_of_groups(random: Random) -> list[object]:
    """Groups of equal size join in rounds, each over marks taken anywhere in them."""
    calls: list[tuple[str, list[int]]] = []
    groups = [[mark] for mark in range(4_096)]
    while len(groups) > 1:
        joined = []
        for left, right in zip(groups[::2], groups[1::2], strict=True):
            calls.append(("enter", [random.choice(left), random.choice(right), random.randrange(-(10**9), 10**9)]))
            calls.append(("rise", [random.choice(right), random.choice(left)]))
            joined.append(left + right)
        groups = joined
    return _arguments(4_096, calls)
