from bisect import bisect_left
from itertools import accumulate


def breaking_walls(walls: list[int], waves: list[int]) -> list[int]:
    highest = list(accumulate(walls, max))
    last = {wall: index for index, wall in enumerate(walls)}
    broken = []
    for wave in waves:
        passed = bisect_left(highest, abs(wave))
        if passed == len(walls):
            broken.append(-1)
        else:
            broken.append(passed if wave > 0 else last[highest[passed]])
    return broken
