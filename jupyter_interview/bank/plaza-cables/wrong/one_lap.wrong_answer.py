def cable_lengths(heights: list[int]) -> list[int]:
    lengths = [0] * len(heights)
    waiting: list[int] = []
    for post, height in enumerate(heights):
        while waiting and heights[waiting[-1]] < height:
            lower = waiting.pop()
            lengths[lower] = post - lower
        waiting.append(post)
    return lengths
