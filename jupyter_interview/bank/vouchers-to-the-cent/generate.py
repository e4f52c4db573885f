from random import Random


def large_values(random: Random) -> list[object]:
    """Few vouchers fit into the amount at a time."""
    return [[random.randrange(90, 400) for _ in range(40)], 700]


def many_twins(random: Random) -> list[object]:
    """Eight of each of five values."""
    values = [value for value in (10, 25, 40, 50, 75) for _ in range(8)]
    random.shuffle(values)
    return [values, 500]


def odd_amount(random: Random) -> list[object]:
    """Even values cannot make an odd amount."""
    return [[2 * random.randrange(60, 400) for _ in range(36)], 801]
