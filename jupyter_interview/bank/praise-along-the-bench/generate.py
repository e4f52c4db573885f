from random import Random


def falling(random: Random) -> list[object]:
    """One long fall: the first child gets as many stars as there are children."""
    return [[70_000 - place for place in range(70_000)]]


def saw(random: Random) -> list[object]:
    """Rises and falls of all lengths, with plateaus."""
    points = [500_000]
    while len(points) < 60_000:
        step = random.choice((-1, -1, 1, 1, 0))
        for _ in range(random.randrange(1, 2_000)):
            points.append(points[-1] + step * random.randrange(1, 4))
    return [[max(0, value) for value in points[:60_000]]]


def any_points(random: Random) -> list[object]:
    """No order at all."""
    return [[random.randrange(1_000) for _ in range(70_000)]]
