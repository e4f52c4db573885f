from random import Random


def level(random: Random) -> list[object]:
    """Nearly all posts are equally tall, and the taller one stands just behind the first."""
    height = random.randrange(100, 1_000)
    heights = [height] * 60_000
    heights[0] += 1
    return [heights]


def falling(random: Random) -> list[object]:
    """Every post but the first must look around the end of the list."""
    return [sorted((random.randrange(1, 1_000_000) for _ in range(40_000)), reverse=True)]


def rough(random: Random) -> list[object]:
    """No order at all."""
    return [[random.randrange(1, 1_000_000_001) for _ in range(30_000)]]
