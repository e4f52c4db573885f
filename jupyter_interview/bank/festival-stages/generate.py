from random import Random


def world_tour(random: Random) -> list[object]:
    """Concerts of all lengths, about twice as many as fit."""
    concerts = []
    for _ in range(26_000):
        start = random.randrange(10_000_000)
        concerts.append([start, start + random.randrange(1, 6_000_000)])
    return [concerts, 5_000]


def crowded_days(random: Random) -> list[object]:
    """Few different times, so that many concerts touch, and long ones between short ones."""
    concerts = []
    for _ in range(26_000):
        start = random.randrange(1_000)
        length = random.randrange(200, 400) if random.random() < 0.3 else random.randrange(1, 40)
        concerts.append([start, start + length])
    return [concerts, 900]


def one_stage_short(random: Random) -> list[object]:
    """Waves of equal concerts, each one more than there are stages."""
    concerts = []
    for wave in range(40):
        start = 1_000_000 * wave
        concerts += [[start + random.randrange(1_000), start + 990_000 + random.randrange(9_000)] for _ in range(701)]
    random.shuffle(concerts)
    return [concerts, 700]
