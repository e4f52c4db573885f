from bisect import bisect_left
from itertools import accumulate


def breaking_walls(walls: list[int], waves: list[int]) -> list[int]:
    highest_from_west = list(accumulate(walls, max))
    highest_from_east = list(accumulate(reversed(walls), max))
    broken = []
    for wave in waves:
        passed = bisect_left(highest_from_west if wave > 0 else highest_from_east, abs(wave))
        if passed == len(walls):
            broken.append(-1)
        else:
            broken.append(passed if wave > 0 else len(walls) - 1 - passed)
    return broken
