from random import Random


def noise(random: Random) -> list[object]:
    """Readings without any order."""
    return [[random.randrange(-1_000_000_000, 1_000_000_001) for _ in range(40_000)]]


def zigzag(random: Random) -> list[object]:
    """Ever larger swings around zero."""
    return [[(step if step % 2 else -step) + random.randrange(3) for step in range(40_000)]]
