from collections import deque
from random import Random

Chamber = list[int | None]
"""The cost of a lamp, and the numbers of the chambers on the left and on the right."""


def level_order(chambers: list[Chamber]) -> list[int | None]:
    """The tree behind chamber 0."""
    values: list[int | None] = []
    waiting: deque[int | None] = deque([0])
    while waiting:
        number = waiting.popleft()
        if number is None:
            values.append(None)
            continue
        cost, *tunnels = chambers[number]
        values.append(cost)
        waiting += tunnels
    while values[-1] is None:
        values.pop()
    return values


def branching(random: Random) -> list[object]:
    """Every new chamber behind a free tunnel chosen at random."""
    chambers: list[Chamber] = [[random.randrange(1, 10_001), None, None]]
    free = [(0, 1), (0, 2)]
    for number in range(1, 40_000):
        place = random.randrange(len(free))
        free[place], free[-1] = free[-1], free[place]
        chamber, side = free.pop()
        chambers[chamber][side] = number
        chambers.append([random.randrange(1, 10_001), None, None])
        free += [(number, 1), (number, 2)]
    return [level_order(chambers)]


def long_tunnels(random: Random) -> list[object]:
    """Rows of 350 chambers, one behind each end of a small fork."""
    chambers: list[Chamber] = [[random.randrange(1, 10_001), None, None] for _ in range(127)]
    for number in range(1, 127):
        chambers[(number - 1) // 2][1 + (number - 1) % 2] = number
    for fork in range(63, 127):
        last = fork
        for _ in range(350):
            chambers[last][random.randrange(1, 3)] = len(chambers)
            last = len(chambers)
            chambers.append([random.randrange(1, 10_001), None, None])
    return [level_order(chambers)]
