from random import Random


def marathon(random: Random) -> list[object]:
    """Short lights that overlap by chance, thick enough to leave no gap; tens of thousands are needed."""
    lights = [[100 * index - random.randrange(1, 60), 100 * index + 130 + random.randrange(90)] for index in range(15_000)]
    lights += [[left, left + random.randrange(20, 200)] for left in random.choices(range(1_500_000), k=10_000)]
    random.shuffle(lights)
    return [0, 1_500_000, lights]


def dark_end(random: Random) -> list[object]:
    """The same, with one gap just before the finish and lights on both of its sides."""
    lights = [[100 * index - random.randrange(1, 60), 100 * index + 130] for index in range(20_000)]
    lights += [[2_000_200, 2_100_000], [2_000_100, 2_000_150]]
    random.shuffle(lights)
    return [-50, 2_050_000, lights]
