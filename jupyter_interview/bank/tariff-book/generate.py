from random import Random

Lists = list[list[object]]


def digits(random: Random, least: int, most: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(random.randrange(least, most + 1)))


def session(operations: list[tuple[str, list[object]]]) -> list[object]:
    """The arguments of a test: the names of the operations, and what each is given."""
    return [["TariffBook", *(name for name, _ in operations)], [[], *(given for _, given in operations)]]


def many_calls(random: Random) -> list[object]:
    """The book is filled first, then numbers are looked up that often begin like a prefix."""
    prefixes = [digits(random, 3, 8) for _ in range(7_000)]
    operations: list[tuple[str, list[object]]] = [("set_rate", [one, random.randrange(1_001)]) for one in prefixes]
    for _ in range(9_000):
        number = (random.choice(prefixes) + digits(random, 2, 7))[:15]
        operations.append(("rate_of", [number]) if random.randrange(3) else ("count_below", [number[:2]]))
    return session(operations)


def much_change(random: Random) -> list[object]:
    """Everything at once, with prefixes that are dropped and entered again."""
    prefixes = [digits(random, 1, 9) for _ in range(6_000)]
    operations: list[tuple[str, list[object]]] = [("set_rate", [one, random.randrange(1_001)]) for one in prefixes]
    for _ in range(10_000):
        one = random.choice(prefixes)
        kind = random.randrange(4)
        operations.append(
            [("set_rate", [one, kind]), ("drop", [one]), ("rate_of", [one + "7"]), ("count_below", [one[:3]])][kind]
        )
    return session(operations)
