from random import Random


def _shuffled(random: Random, width: int, depth: int, slabs: list[int]) -> list[object]:
    random.shuffle(slabs)
    return [width, depth, slabs]


def all_different(random: Random) -> list[object]:
    """The smallest rectangle that can be paved with squares of different sizes."""
    return _shuffled(random, 33, 32, [18, 15, 14, 10, 9, 8, 7, 4, 1])


def one_too_narrow(random: Random) -> list[object]:
    """The area is right, and only trying shows that the slabs cannot be laid."""
    return _shuffled(random, 38, 30, [16, 15, 18, 2, 4, 1, 1, 6, 9, 14])


def cut_in_halves(random: Random) -> list[object]:
    """Two halves, each cut into the largest squares again and again."""
    return _shuffled(random, 37, 30, [18, 12, 6, 6, 19, 11, 8, 3, 3, 2, 1, 1])
