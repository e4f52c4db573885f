from random import Random


def odd_one_out(random: Random) -> list[object]:
    """Fifteen weights divisible by four and one that is not, so that no share works although the total fits."""
    bags = [4 * random.randrange(80_000, 90_000) for _ in range(15)]
    missing = -sum(bags) % 5
    bags.append(320_002 + (missing - 320_002) % 5 + 5 * random.randrange(1_000))
    while bags[-1] % 4 == 0:
        bags[-1] += 5
    random.shuffle(bags)
    return [bags, 5]


def cut_up(random: Random) -> list[object]:
    """Four equal loads, cut into four bags each."""
    bags = []
    for _ in range(4):
        first, second, third = sorted(random.sample(range(1, 600_000), 3))
        bags += [first, second - first, third - second, 600_000 - third]
    random.shuffle(bags)
    return [bags, 4]


def nearly_cut_up(random: Random) -> list[object]:
    """The same, but one bag is a gram heavier and one lighter: an even split needs both in one load."""
    bags = cut_up(random)[0]
    assert isinstance(bags, list)
    bags = [2 * bag for bag in bags]
    bags[0] += 1
    bags[1] -= 1
    return [bags, 4]
