from random import Random


def shuffled(random: Random) -> list[object]:
    """Nearly as many of each kind, in any order."""
    days = list("ELN" * 30_000 + "EELLN")
    random.shuffle(days)
    return ["".join(days)]


def drifting(random: Random) -> list[object]:
    """More and more night shifts, so that states rarely return."""
    return ["".join(random.choices("ELN", weights=(10, 10, 11), k=90_000))]


def blocks(random: Random) -> list[object]:
    """Long spells of one kind."""
    return ["".join(random.choice("ELN") * random.randrange(1, 400) for _ in range(450))]
