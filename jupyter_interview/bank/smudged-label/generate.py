from random import Random


def smudge(random: Random, smudged: int) -> str:
    """A label of eighteen places."""
    signs = ["?"] * smudged + [str(random.randrange(10)) for _ in range(18 - smudged)]
    random.shuffle(signs)
    return "".join(signs)


def readable(label: str) -> int:
    return sum(int(sign) for sign in label if sign != "?")


def nearly_all_nines(random: Random) -> list[object]:
    """The missing digits have to be large."""
    label = smudge(random, 8)
    return [label, readable(label) + 8 * 9 - 7]


def nearly_all_zeros(random: Random) -> list[object]:
    """The missing digits have to be small."""
    label = smudge(random, 9)
    return [label, readable(label) + 6]


def out_of_reach(random: Random) -> list[object]:
    """Nines everywhere would still be too little."""
    label = smudge(random, 9)
    return [label, readable(label) + 82]
