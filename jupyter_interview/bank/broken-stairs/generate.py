from random import Random

STEPS = 100_000


def some_broken(random: Random) -> list[object]:
    """One step in five is broken, never three in a row, listed in no order and some of them twice."""
    broken: list[int] = []
    for step in range(1, STEPS):
        if random.random() < 0.2 and broken[-2:] != [step - 2, step - 1]:
            broken.append(step)
    broken += random.sample(broken, 5_000)
    random.shuffle(broken)
    return [STEPS, broken]


def every_third(random: Random) -> list[object]:
    """Two of three steps are broken for most of the way, so that the list is long."""
    broken = [step for step in range(1, 90_000) if step % 3]
    random.shuffle(broken)
    return [STEPS, broken]
