def largest_portrait(heights: list[int]) -> int:
    largest = 0
    rising = [-1]  # boards whose first lower neighbour on the right is still to come, above a wall on the left
    for position, height in enumerate([*heights, -1]):
        while rising[-1] >= 0 and heights[rising[-1]] >= height:
            lowest = heights[rising.pop()]
            width = position - rising[-1] - 1
            largest = max(largest, lowest * min(width, lowest))
        rising.append(position)
    return largest
