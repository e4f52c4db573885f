from random import Random


def moved(random: Random, tune: list[int]) -> list[int]:
    """The tune at a height of its own."""
    shift = random.randrange(-min(tune), 128 - max(tune))
    return [pitch + shift for pitch in tune]


def all_new(random: Random) -> list[object]:
    """Long tunes that differ in their last steps only."""
    start = [random.randrange(40, 60) for _ in range(16)]
    return [[moved(random, [*start, 30 + index % 90, 30 + index // 90]) for index in range(7_000)]]


def few_tunes(random: Random) -> list[object]:
    """A thousand tunes, each sung many times."""
    tunes = [[random.randrange(30, 90) for _ in range(12)] for _ in range(1_000)]
    return [[moved(random, random.choice(tunes)) for _ in range(9_000)]]


def short(random: Random) -> list[object]:
    """So short that steps and lengths are easily mixed up."""
    return [[[random.randrange(128) for _ in range(random.randrange(1, 5))] for _ in range(15_000)]]
