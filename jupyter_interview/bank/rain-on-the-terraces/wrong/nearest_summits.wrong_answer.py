def water_held(heights: list[int]) -> int:
    last = len(heights) - 1
    summits = [
        place
        for place, height in enumerate(heights)
        if (place == 0 or heights[place - 1] <= height) and (place == last or heights[place + 1] <= height)
    ]
    held = 0
    for left, right in zip(summits, summits[1:]):
        level = min(heights[left], heights[right])
        held += sum(max(level - height, 0) for height in heights[left:right])
    return held
