from random import Random


def numbers(random: Random, count: int) -> list[int]:
    return random.sample(range(1, 10 * count), count)


def log(random: Random, arrivals: list[int], taking: float) -> list[int]:
    """A log that can be true; the larger `taking`, the sooner crates leave."""
    pile: list[int] = []
    departures = []
    for crate in arrivals:
        pile.append(crate)
        while pile and random.random() < taking:
            departures.append(pile.pop())
    return departures + pile[::-1]


def all_then_none(random: Random) -> list[object]:
    """Every crate arrives before the first leaves."""
    arrivals = numbers(random, 40_000)
    return [arrivals, arrivals[::-1]]


def coming_and_going(random: Random) -> list[object]:
    """A pile that grows slowly, and a log that is true."""
    arrivals = numbers(random, 15_000)
    return [arrivals, log(random, arrivals, 0.49)]


def late_fault(random: Random) -> list[object]:
    """Two crates from far below the top have changed places."""
    arrivals = numbers(random, 25_000)
    departures = log(random, arrivals, 0.3)
    departures[-2], departures[-9] = departures[-9], departures[-2]
    return [arrivals, departures]
