from random import Random


def along_the_river(random: Random) -> list[object]:
    """One long way with a few short detours."""
    villages = 30_000
    roads = [[village, village + 1] for village in range(villages - 1)]
    for start in random.sample(range(villages - 60), 300):
        roads.append([start + random.randrange(2, 60), start])
    random.shuffle(roads)
    return [villages, roads]


def many_hamlets(random: Random) -> list[object]:
    """Parts that hang together by chance, some of them with parallel roads."""
    villages = 25_000
    roads = []
    while len(roads) < 24_000:
        one = random.randrange(villages)
        other = (one + random.randrange(1, 400)) % villages
        roads.append([one, other])
        if random.random() < 0.1:
            roads.append([other, one])
    return [villages, roads]


def ring_of_trees(random: Random) -> list[object]:
    """A large ring, from which ways without a way back branch off."""
    ring, villages = 8_000, 30_000
    roads = [[village, (village + 1) % ring] for village in range(ring)]
    roads += [[random.randrange(village), village] for village in range(ring, villages)]
    random.shuffle(roads)
    return [villages, roads]
