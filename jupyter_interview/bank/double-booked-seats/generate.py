from random import Random


def all_once(random: Random) -> list[object]:
    """Nobody was sold a seat twice."""
    return [sorted(random.sample(range(-500_000, 500_000), 30_000))]


def crowded(random: Random) -> list[object]:
    """About every second seat was sold more than once, a few of them thousands of times."""
    seats = [random.randrange(-20_000, 20_000) for _ in range(20_000)]
    for seat in random.sample(range(-20_000, 20_000), 3):
        seats += [seat] * 3_000
    return [sorted(seats)]
