def cable_lengths(heights: list[int]) -> list[int]:
    count = len(heights)
    lengths = []
    for post, height in enumerate(heights):
        length = 1
        while length < count and heights[(post + length) % count] <= height:
            length += 1
        lengths.append(length if length < count else 0)
    return lengths
