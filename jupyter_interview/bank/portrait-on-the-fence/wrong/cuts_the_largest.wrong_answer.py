def largest_portrait(heights: list[int]) -> int:
    """The largest rectangle of any shape, made narrower afterwards."""
    largest, portrait = 0, 0
    rising = [-1]
    for position, height in enumerate([*heights, -1]):
        while rising[-1] >= 0 and heights[rising[-1]] >= height:
            lowest = heights[rising.pop()]
            width = position - rising[-1] - 1
            if lowest * width > largest:
                largest, portrait = lowest * width, lowest * min(width, lowest)
        rising.append(position)
    return portrait
