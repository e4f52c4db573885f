from random import Random


def shuffles(random: Random) -> list[object]:
    """A long album, shuffled again and again."""
    album = random.sample(range(1, 1_000_000), 5_000)
    plays: list[int] = []
    for _ in range(8):
        random.shuffle(album)
        plays += album
    return [plays, album]


def rotated(random: Random) -> list[object]:
    """The same order round and round, with a foreign song now and then."""
    album = [random.randrange(1, 1_000) for _ in range(12_000)]
    plays = album * 4
    for place in (11_000, 37_500):
        plays[place] = 1_001
    return [plays, album]


def jingle(random: Random) -> list[object]:
    """An album on which one song comes very often."""
    album = [17] * 10_000 + [23] * 300
    plays = [23 if random.random() < 0.0285 else 17 for _ in range(50_000)]
    return [plays, album]
