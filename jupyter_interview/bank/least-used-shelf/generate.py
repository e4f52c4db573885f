from random import Random


def _operations(capacity: int, steps: list[tuple[str, list[int]]]) -> list[object]:
    return [["UsageShelf", *(name for name, _ in steps)], [[capacity], *(given for _, given in steps)]]


def all_come_once(random: Random) -> list[object]:
    """A full shelf of films that nobody asks for again."""
    films = random.sample(range(1, 1_000_000), 24_000)
    return _operations(10_000, [("shelve", [film, random.randrange(1, 100)]) for film in films])


def favourites(random: Random) -> list[object]:
    """A few films are asked for again and again, others hardly ever."""
    steps: list[tuple[str, list[int]]] = []
    for _ in range(24_000):
        film = min(int(random.paretovariate(0.6)), 1_000_000)
        steps.append(("ask", [film]) if random.random() < 0.5 else ("shelve", [film, random.randrange(1, 1_000)]))
    return _operations(3_000, steps)


def in_rounds(random: Random) -> list[object]:
    """All films of the shelf are used equally often before new ones come."""
    steps: list[tuple[str, list[int]]] = [("shelve", [film, film]) for film in range(1, 6_001)]
    for _ in range(3):
        steps += [("ask", [film]) for film in random.sample(range(1, 6_001), 6_000)]
    steps += [("shelve", [film, 5]) for film in range(6_001, 12_001)]
    return _operations(6_000, steps)
