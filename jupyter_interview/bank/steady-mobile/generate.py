from collections import deque
from random import Random

Bar = list[int | None]
"""The weight of an ornament, and the numbers of the bars on the left and on the right."""


def level_order(bars: list[Bar]) -> list[int | None]:
    """The tree below bar 0."""
    values: list[int | None] = []
    waiting: deque[int | None] = deque([0])
    while waiting:
        number = waiting.popleft()
        if number is None:
            values.append(None)
            continue
        weight, *ends = bars[number]
        values.append(weight)
        waiting += ends
    while values[-1] is None:
        values.pop()
    return values


def hang(random: Random, bars: list[Bar], top: int, count: int) -> None:
    """Hang `count` more bars below bar `top`, each on an end chosen among the free ones."""
    free = [(top, 1), (top, 2)]
    for number in range(len(bars), len(bars) + count):
        place = random.randrange(len(free))
        free[place], free[-1] = free[-1], free[place]
        bar, end = free.pop()
        bars[bar][end] = number
        bars.append([random.randrange(1, 10_001), None, None])
        free += [(number, 1), (number, 2)]


def thread(random: Random, length: int) -> list[Bar]:
    """Bars that hang one below the other, the ends chosen at random."""
    bars: list[Bar] = [[random.randrange(1, 10_001), None, None] for _ in range(length)]
    for number in range(1, length):
        bars[number - 1][random.randrange(1, 3)] = number
    return bars


def bush_on_a_thread(random: Random) -> list[object]:
    """A heavy mobile at the end of a long thread."""
    bars = thread(random, 300)
    hang(random, bars, 299, 46_000)
    return [level_order(bars), 1_000_000]


def bush_with_tail(random: Random) -> list[object]:
    """The same, shorter, with a tolerance that few bars exceed."""
    bars = thread(random, 330)
    hang(random, bars, 329, 30_000)
    return [level_order(bars), 50_000]
