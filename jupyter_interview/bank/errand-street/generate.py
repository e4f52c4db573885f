from random import Random


def word(number: int) -> str:
    """Two letters for each number below 676."""
    return chr(97 + number // 26) + chr(97 + number % 26)


def long_list(random: Random) -> list[object]:
    """A tenth of the street is on the list, some kinds many times."""
    shops = [word(random.randrange(200)) for _ in range(50_000)]
    return [shops, random.sample(shops, 5_000)]


def rare_kind(random: Random) -> list[object]:
    """All but one kind are everywhere; the rare one has two shops far apart."""
    shops = [word(random.randrange(100)) for _ in range(50_000)]
    shops[3_000] = shops[44_000] = "rare"
    return [shops, ["rare", "rare", *map(word, range(100))]]


def not_enough(random: Random) -> list[object]:
    """Only one shop is missing."""
    shops = [word(random.randrange(30)) for _ in range(50_000)]
    return [shops, ["zz", *map(word, range(30))]]
