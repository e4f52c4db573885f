def cable_lengths(heights: list[int]) -> list[int]:
    count = len(heights)
    lengths = [0] * count
    waiting: list[int] = []
    for step in range(2 * count):
        while waiting and waiting[-1] != step - count and heights[waiting[-1]] <= heights[step % count]:
            post = waiting.pop()
            lengths[post] = step - post
        if step < count:
            waiting.append(step)
    return lengths
