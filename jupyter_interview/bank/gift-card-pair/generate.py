from random import Random


def late_pair(random: Random) -> list[object]:
    """Even prices, then one odd price near the end that completes the only odd sum."""
    prices = [2 * random.randrange(1, 400_000_000) for _ in range(60_000)]
    prices[59_990] = 2 * random.randrange(400_000_000, 490_000_000) + 1
    return [prices, prices[59_990] + prices[35_000]]


def no_pair(random: Random) -> list[object]:
    """Even prices cannot make an odd balance."""
    return [[2 * random.randrange(0, 500_000_000) for _ in range(60_000)], 999_999_999]
