from random import Random

Operation = tuple[str, list[object]]


def calls(operations: list[Operation]) -> list[object]:
    """Names and arguments of the operations in two lists."""
    return [["RaffleDrum", *(name for name, _ in operations)], [[], *(arguments for _, arguments in operations)]]


def series(random: Random) -> list[object]:
    """Drums of a few tickets, one of them withdrawn, and a long series of draws from each."""
    operations: list[Operation] = []
    for size in (2, 3, 7):
        tickets = random.sample(range(1_000), size + 1)
        operations += [("add", [ticket]) for ticket in tickets]
        operations.append(("withdraw", [tickets[random.randrange(size)]]))
        operations += [("draw", [])] * (800 * size)
        operations += [("withdraw", [ticket]) for ticket in tickets]
    return calls(operations)


def in_and_out(random: Random) -> list[object]:
    """The same tickets come and go."""
    operations: list[Operation] = []
    for _ in range(9_000):
        ticket = random.randrange(40)
        operations.append(random.choice((("add", [ticket]), ("withdraw", [ticket]), ("draw", []))))
    return calls(operations)


def full_drum(random: Random) -> list[object]:
    """Very many tickets, then draws with a few changes in between."""
    tickets = random.sample(range(100_000), 27_000)
    operations: list[Operation] = [("add", [ticket]) for ticket in tickets]
    for number in range(24_000):
        operations.append(("withdraw", [tickets[number]]) if number % 8 == 0 else ("draw", []))
    return calls(operations)
