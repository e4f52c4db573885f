from itertools import combinations
from random import Random

Pairs = list[list[int]]


def renumbered(random: Random, pairs: Pairs, number: list[int]) -> Pairs:
    """The pairs under new numbers, in any order and direction."""
    result = [random.sample([number[one], number[other]], 2) for one, other in pairs]
    random.shuffle(result)
    return result


def hidden_plan(random: Random) -> list[object]:
    """Many conflicts, drawn so that one plan with four slots is sure to work."""
    slot = [random.randrange(4) for _ in range(40)]
    pairs = [list(pair) for pair in combinations(range(40), 2) if slot[pair[0]] != slot[pair[1]]]
    return [40, renumbered(random, random.sample(pairs, 190), list(range(40))), 4]


def late_clash(random: Random) -> list[object]:
    """A ring of 35 exams, and five more that all conflict with one another: four slots are too few for these."""
    ring = random.sample(range(35), 35)
    pairs = [[one, other] for one, other in zip(ring, ring[1:] + ring[:1])]
    pairs += [list(pair) for pair in combinations(range(35, 40), 2)]
    return [40, renumbered(random, pairs, list(range(40))), 4]


def wheels(random: Random) -> list[object]:
    """Three wheels of thirteen exams, an odd ring around a hub each: three slots are too few for any of them."""
    pairs: Pairs = []
    for hub in (0, 13, 26):
        ring = list(range(hub + 1, hub + 12))
        pairs += [[hub, exam] for exam in ring]
        pairs += [[one, other] for one, other in zip(ring, ring[1:] + ring[:1])]
    number = list(range(40))
    random.shuffle(number)
    return [40, renumbered(random, pairs, number), 3]
