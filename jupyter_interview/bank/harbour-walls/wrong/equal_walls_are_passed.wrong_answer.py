from bisect import bisect_right
from itertools import accumulate


def breaking_walls(walls: list[int], waves: list[int]) -> list[int]:
    from_west = list(accumulate(walls, max))
    from_east = list(accumulate(reversed(walls), max))
    broken = []
    for wave in waves:
        passed = bisect_right(from_west if wave > 0 else from_east, abs(wave))
        if passed == len(walls):
            broken.append(-1)
        else:
            broken.append(passed if wave > 0 else len(walls) - 1 - passed)
    return broken
