from random import Random


def mirrored(random: Random, half: int) -> list[int]:
    side = [random.randrange(1, 1_000_001) for _ in range(half)]
    return side + side[::-1]


def one_too_many(random: Random) -> list[object]:
    """A foreign bead near the end of a mirrored row."""
    beads = mirrored(random, 30_000)
    beads.insert(59_000, 7)
    return [beads]


def two_too_many(random: Random) -> list[object]:
    """Two foreign beads close to the middle."""
    beads = mirrored(random, 30_000)
    beads.insert(29_990, 7)
    beads.insert(30_005, 8)
    return [beads]


def alike(random: Random) -> list[object]:
    """All of one colour but for two beads."""
    beads = [3] * 90_000
    beads[random.randrange(1_000, 20_000)] = 4
    beads[random.randrange(20_000, 44_000)] = 4
    return [beads]
