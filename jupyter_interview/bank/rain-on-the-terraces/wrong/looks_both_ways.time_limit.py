def water_held(heights: list[int]) -> int:
    held = 0
    for place, height in enumerate(heights):
        level = min(max(heights[: place + 1]), max(heights[place:]))
        held += level - height
    return held
