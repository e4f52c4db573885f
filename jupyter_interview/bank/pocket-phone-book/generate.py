from random import Random


def calls(operations: list[tuple[str, list[object]]]) -> list[object]:
    """Names and arguments of the operations in two lists."""
    return [[name for name, _ in operations], [arguments for _, arguments in operations]]


def always_new(random: Random) -> list[object]:
    """A large book, and after it is full a new name with each operation."""
    operations: list[tuple[str, list[object]]] = [("PhoneBook", [9_000])]
    operations += [("note", [f"{number:x}", "1"]) for number in random.sample(range(4_096, 65_536), 29_000)]
    return calls(operations)


def regulars(random: Random) -> list[object]:
    """Mostly calls of a circle of friends that nearly fits."""
    operations: list[tuple[str, list[object]]] = [("PhoneBook", [4_000])]
    for _ in range(19_000):
        name = f"{random.randrange(4_400):x}"
        if random.random() < 0.45:
            operations.append(("note", [name, str(random.randrange(10))]))
        else:
            operations.append(("call", [name]))
    return calls(operations)


def everything(random: Random) -> list[object]:
    """All operations, in a small book."""
    operations: list[tuple[str, list[object]]] = [("PhoneBook", [12])]
    for _ in range(5_000):
        name = f"p{random.randrange(20)}"
        operations.append(
            random.choice(
                (
                    ("note", [name, str(random.randrange(100))]),
                    ("note", [name, str(random.randrange(100))]),
                    ("call", [name]),
                    ("strike", [name]),
                    ("next_out", []),
                )
            )
        )
    return calls(operations)
