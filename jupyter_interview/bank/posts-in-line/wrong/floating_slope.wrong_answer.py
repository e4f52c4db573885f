from collections import Counter


def most_in_line(posts: list[list[int]]) -> int:
    most = min(len(posts), 1)
    for index, (x, y) in enumerate(posts):
        slopes: Counter[float] = Counter()
        for other_x, other_y in posts[index + 1 :]:
            slopes[(other_y - y) / (other_x - x) if other_x != x else float("inf")] += 1
        most = max(most, 1 + max(slopes.values(), default=0))
    return most
