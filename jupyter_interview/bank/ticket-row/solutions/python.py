from bisect import bisect_left
from itertools import accumulate


def rows_of(seats: list[int], tickets: list[int]) -> list[int]:
    last_seats = list(accumulate(seats))
    rows = (bisect_left(last_seats, ticket) for ticket in tickets)
    return [row if row < len(seats) else -1 for row in rows]
