from random import Random


def big_gallery(random: Random) -> list[object]:
    """Four hundred million framed pictures at prices of every size."""
    pictures = [random.randrange(1_000_000_001) for _ in range(20_000)]
    return [pictures, [random.randrange(1_000_000_001) for _ in range(20_000)], 20_000]


def alike(random: Random) -> list[object]:
    """Many framed pictures at the same few prices."""
    pictures = [random.randrange(400, 700) for _ in range(15_000)]
    return [pictures, [random.randrange(100, 160) for _ in range(15_000)], 18_000]


def few_pictures(random: Random) -> list[object]:
    """A short list against a long one."""
    pictures = [random.randrange(1_000_000_000) for _ in range(3)]
    return [pictures, [random.randrange(1_000_000_000) for _ in range(20_000)], 20_000]
