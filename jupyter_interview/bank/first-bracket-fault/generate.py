from random import Random

CLOSING = {"(": ")", "[": "]", "{": "}"}


def nest(random: Random, depth: int) -> str:
    opened = [random.choice("([{") for _ in range(depth)]
    return "".join(opened) + "".join(CLOSING[bracket] for bracket in reversed(opened))


def deep(random: Random) -> list[object]:
    """One sound nest, 40,000 deep."""
    return [nest(random, 40_000)]


def deep_with_fault(random: Random) -> list[object]:
    """A nest whose outermost pair does not match."""
    return ["(" + nest(random, 40_000) + "]"]


def mixed(random: Random) -> list[object]:
    """Long sound text between brackets, of which one stays open."""
    parts = []
    for index in range(9_000):
        parts.append(nest(random, random.randrange(1, 5)))
        parts.append(random.choice(["x", " = ", "y;"]))
        if index == 4_500:
            parts.append("{")
    return ["".join(parts)]
