"""Says whether a drum behaved: exactly what the operations return, and of draws whether they are possible and fair.

Fairness is asked of long series of draws between changes only. A right answer fails a bound of seven standard
deviations about once in 10^11 times.
"""

from collections import Counter
from math import sqrt

DRAWS_FOR_EACH = 100
"""As many draws for each ticket make a series long."""
DEVIATIONS = 7


def check(arguments: list[object], expected: object, actual: object) -> bool:
    """`expected` plays no part: the operations say what is right."""
    operations, given = arguments
    drum: set[int] = set()
    series: list[int] = []
    for operation, values, answer in zip(operations[1:], given[1:], actual[1:]):
        if operation == "draw":
            if answer not in drum and (drum or answer is not None):
                return False
            series.append(answer)
            continue
        (ticket,) = values
        if answer != ((ticket in drum) == (operation == "withdraw")):
            return False
        if not is_fair(drum, series):
            return False
        series = []
        if operation == "add":
            drum.add(ticket)
        else:
            drum.discard(ticket)
    return is_fair(drum, series)


def is_fair(drum: set[int], series: list[int]) -> bool:
    """Whether each ticket was drawn about equally often, and drawn again at once about as often as chance has it."""
    if len(drum) < 2 or len(series) < DRAWS_FOR_EACH * len(drum):
        return True
    mean = len(series) / len(drum)
    drawn = Counter(series)
    repeats = sum(one == other for one, other in zip(series, series[1:]))
    margin = DEVIATIONS * sqrt(mean)
    return all(abs(drawn[ticket] - mean) <= margin for ticket in drum) and abs(repeats - mean) <= margin
