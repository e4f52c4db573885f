from random import Random


def _text(first: list[int], second: list[int]) -> list[object]:
    lines = (f"{len(first)} {len(second)}", " ".join(map(str, first)), " ".join(map(str, second)))
    return ["\n".join(lines) + "\n"]


def charts(random: Random) -> list[object]:
    """Few songs, each played often."""
    first, second = ([random.randrange(1, 41) for _ in range(1_000)] for _ in range(2))
    return _text(first, second)


def shared_archive(random: Random) -> list[object]:
    """Both play from one archive in nearly the same order, with numbers of all sizes."""
    archive = [random.randrange(1, 10**6 + 1) for _ in range(1_350)]
    first, second = ([song for song in archive if random.random() < 0.7] for _ in range(2))
    return _text(first[:1_000], second[:1_000])


def evening(random: Random) -> list[object]:
    """Short lists with little in common: small enough to recurse, too many choices to try."""
    return _text(*([random.randrange(1, 200) for _ in range(60)] for _ in range(2)))
