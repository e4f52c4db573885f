def water_held(heights: list[int]) -> int:
    left, right = 0, len(heights) - 1
    highest_left = highest_right = 0
    held = 0
    while left <= right:
        if highest_left <= highest_right:  # on the right there is something at least as high
            highest_left = max(highest_left, heights[left])
            held += highest_left - heights[left]
            left += 1
        else:
            highest_right = max(highest_right, heights[right])
            held += highest_right - heights[right]
            right -= 1
    return held
