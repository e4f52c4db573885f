from random import Random

Operation = tuple[str, list[object]]


def session(operations: list[Operation]) -> list[object]:
    """The arguments of a test: the names of the operations, and what each is given."""
    return [["WaitingRoom", *(name for name, _ in operations)], [[], *(given for _, given in operations)]]


def urgency(random: Random) -> int:
    return random.randrange(-2_000_000_000, 2_000_000_001)


def crowd(random: Random) -> list[object]:
    """Many arrive before the first is called."""
    operations: list[Operation] = [("arrive", [f"a{number}", urgency(random)]) for number in range(12_000)]
    operations += [("call_next", []) for _ in range(11_000)]
    return session(operations)


def restless(random: Random) -> list[object]:
    """A full room in which urgencies change all the time, among few different ones."""
    operations: list[Operation] = [("arrive", [f"a{number}", random.randrange(50)]) for number in range(7_000)]
    for _ in range(12_000):
        name = f"a{random.randrange(7_000)}"
        kind = random.randrange(5)
        if kind < 2:
            operations.append(("reassess", [name, random.randrange(50)]))
        else:
            operations.append([("leave", [name]), ("arrive", [name, random.randrange(50)]), ("call_next", [])][kind - 2])
    return session(operations)
