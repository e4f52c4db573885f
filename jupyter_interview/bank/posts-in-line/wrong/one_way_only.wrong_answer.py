from collections import Counter
from math import gcd


def most_in_line(posts: list[list[int]]) -> int:
    most = min(len(posts), 1)
    for index, (x, y) in enumerate(posts):
        directions: Counter[tuple[int, int]] = Counter()
        for other_x, other_y in posts[index + 1 :]:
            divisor = gcd(other_x - x, other_y - y)
            directions[(other_x - x) // divisor, (other_y - y) // divisor] += 1
        most = max(most, 1 + max(directions.values(), default=0))
    return most
