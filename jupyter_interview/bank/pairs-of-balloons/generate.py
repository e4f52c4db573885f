from random import Random
from string import ascii_lowercase


def all_in_one_nest(random: Random) -> list[object]:
    """A long half and its mirror image, with a few balloons in front that stay."""
    half = "".join(random.choice("ab") + random.choice("cd") for _ in range(37_000))
    return ["xyz" + half + half[::-1]]


def few_colours(random: Random) -> list[object]:
    """Many bursts all over the string."""
    return ["".join(random.choice("rgb") for _ in range(150_000))]


def nearly_none(random: Random) -> list[object]:
    """Many colours, and a nest in the middle."""
    side = "".join(random.choice(ascii_lowercase[:13]) + random.choice(ascii_lowercase[13:]) for _ in range(30_000))
    return [side + "q" + side[::-1]]
