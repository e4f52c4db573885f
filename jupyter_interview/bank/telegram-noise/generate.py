from random import Random


def wire(random: Random) -> list[object]:
    """Short enough for a deep recursion, far too many markings to try."""
    letters = [random.choice("ab") for _ in range(400)]
    return ["".join(letters), ["ab", "aab", "aba", "bab", "bba", "babb"]]


def long_report(random: Random) -> list[object]:
    """Words of all lengths with noise between them."""
    words = ["".join(random.choices("abcdefgh", k=random.randrange(3, 21))) for _ in range(1_000)]
    parts = [random.choice(words) + "".join(random.choices("abcdefgh", k=random.randrange(4))) for _ in range(1_000)]
    return ["".join(parts)[:10_000], words]


def near_words(random: Random) -> list[object]:
    """Few letters, and words that overlap a lot."""
    words = ["".join(random.choices("ab", k=random.randrange(6, 21))) for _ in range(900)]
    return ["".join(random.choices("ab", k=10_000)), words]
