from math import inf


def best_earnings(fees: list[int]) -> int:
    night_off: float = 0
    first: float = -inf
    second: float = -inf
    for fee in fees:
        night_off, first, second = max(night_off, first, second), night_off + fee, first + fee
    return int(max(night_off, first, second))
