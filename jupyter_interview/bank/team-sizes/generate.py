from random import Random


def renumbered(random: Random, manager: list[int]) -> list[int]:
    """The same tree under numbers that say nothing about rank."""
    number = list(range(len(manager)))
    random.shuffle(number)
    result = [-1] * len(manager)
    for person, boss in enumerate(manager):
        if boss >= 0:
            result[number[person]] = number[boss]
    return result


def bushy(random: Random) -> list[object]:
    """Each manager chosen at random, a shallow tree."""
    return [renumbered(random, [-1, *(random.randrange(person) for person in range(1, 60_000))])]


def chain(random: Random) -> list[object]:
    """Everybody has one report, the last has none."""
    return [renumbered(random, [-1, *range(39_999)])]


def comb(random: Random) -> list[object]:
    """A chain in which everybody has one more report without a team."""
    manager = [-1]
    for level in range(1, 20_000):
        manager += [2 * level - 2, 2 * level - 2]
    return [renumbered(random, manager)]
