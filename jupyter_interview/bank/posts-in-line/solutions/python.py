from collections import Counter
from math import gcd


def most_in_line(posts: list[list[int]]) -> int:
    most = min(len(posts), 1)
    for index, (x, y) in enumerate(posts):
        directions = Counter(direction(other_x - x, other_y - y) for other_x, other_y in posts[index + 1 :])
        most = max(most, 1 + max(directions.values(), default=0))
    return most


def direction(east: int, north: int) -> tuple[int, int]:
    """The smallest step in this direction; of two opposite ones, that which leads east, or else north."""
    divisor = gcd(east, north)
    if east < 0 or (east == 0 and north < 0):
        divisor = -divisor
    return east // divisor, north // divisor
