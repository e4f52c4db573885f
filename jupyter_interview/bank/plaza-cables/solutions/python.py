def cable_lengths(heights: list[int]) -> list[int]:
    count = len(heights)
    lengths = [0] * count
    waiting: list[int] = []  # posts without a taller one so far, never rising from bottom to top
    for step in range(2 * count):
        height = heights[step % count]
        while waiting and heights[waiting[-1]] < height:
            post = waiting.pop()
            lengths[post] = step - post
        if step < count:
            waiting.append(step)
    return lengths
