def largest_portrait(heights: list[int]) -> int:
    largest = 0
    for board, height in enumerate(heights):
        left = right = board
        while left > 0 and heights[left - 1] >= height:
            left -= 1
        while right + 1 < len(heights) and heights[right + 1] >= height:
            right += 1
        largest = max(largest, height * min(right - left + 1, height))
    return largest
