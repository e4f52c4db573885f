def largest_portrait(heights: list[int]) -> int:
    largest = 0
    rising: list[int] = []
    for position, height in enumerate([*heights, -1]):
        while rising and heights[rising[-1]] >= height:
            board = rising.pop()
            width = position - board
            largest = max(largest, heights[board] * min(width, heights[board]))
        rising.append(position)
    return largest
