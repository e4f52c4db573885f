def fewest_stars(points: list[int]) -> int:
    from_left = rises(points)
    from_right = reversed(rises(points[::-1]))
    return sum(1 + max(needs) for needs in zip(from_left, from_right))


def rises(points: list[int]) -> list[int]:
    """For each child the number of steps in a row by which the points rise up to it."""
    lengths = []
    for place, value in enumerate(points):
        lengths.append(lengths[-1] + 1 if place > 0 and value > points[place - 1] else 0)
    return lengths
