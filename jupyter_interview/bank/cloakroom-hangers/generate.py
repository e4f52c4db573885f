from random import Random


def season(random: Random) -> list[object]:
    """Stays of all lengths, spread over a long time."""
    guests = []
    for _ in range(30_000):
        arrive = random.randrange(900_000_000)
        guests.append([arrive, arrive + random.randrange(1, 2_000_000)])
    return [guests]


def premiere(random: Random) -> list[object]:
    """Everybody arrives in the same few minutes, and many leave in the minute others come."""
    guests = []
    for _ in range(40_000):
        arrive = random.randrange(200)
        guests.append([arrive, arrive + random.randrange(1, 120)])
    return [guests]
