from random import Random

PROPS = 25_000


def _shuffled(random: Random) -> list[int]:
    names = list(range(PROPS))
    random.shuffle(names)
    return names


def one_chain(random: Random) -> list[object]:
    """Only one order is right, and it runs through all props from the last to the first."""
    rules = [[prop + 1, prop] for prop in range(PROPS - 1)]
    random.shuffle(rules)
    return [PROPS, rules]


def loose(random: Random) -> list[object]:
    """Many rules that all agree with one hidden order, some of them twice."""
    names = _shuffled(random)
    pairs = [sorted(random.sample(range(PROPS), 2)) for _ in range(45_000)]
    rules = [[names[early], names[late]] for early, late in pairs]
    return [PROPS, rules + rules[:500]]


def late_circle(random: Random) -> list[object]:
    """As `loose`, but the last props of a chain wait for each other."""
    names = _shuffled(random)
    rules = [[names[index], names[index + 1]] for index in range(PROPS - 1)]
    rules.append([names[-1], names[-3]])
    random.shuffle(rules)
    return [PROPS, rules]
