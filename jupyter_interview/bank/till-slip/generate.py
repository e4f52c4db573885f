from random import Random


def deep(random: Random) -> list[object]:
    """Brackets 20,000 deep, each level adding, subtracting or multiplying by one."""
    parts = [random.choice(["(1+", "(2-", "(1*", "( 3 + "]) for _ in range(20_000)]
    return ["".join(parts) + "5" + ")" * 20_000]


def long_line(random: Random) -> list[object]:
    """Thousands of short products, hardly a bracket."""
    parts = []
    for _ in range(16_000):
        factors = [str(random.randrange(100)) for _ in range(random.randrange(1, 4))]
        parts += ["*".join(factors), random.choice(["+", "-", " - ", " + "])]
    return ["".join(parts) + "1"]


def mixed(random: Random) -> list[object]:
    """Small nests beside and within each other."""

    def value(depth: int) -> str:
        if depth == 0 or random.random() < 0.3:
            return str(random.randrange(9))
        return "(" + random.choice("+-*").join(value(depth - 1) for _ in range(random.randrange(1, 4))) + ")"

    return [" + ".join(f"{value(3)}*{value(2)}" for _ in range(2_500))]
