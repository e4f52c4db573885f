def least_effort(heights: list[int]) -> int:
    count = len(heights)
    if count < 3:
        return 0
    best = [[0] * count for _ in range(count)]  # best[left][right]: to clear all between the two
    for distance in range(2, count):
        for left in range(count - distance):
            right = left + distance
            sides = min(best[left][last] + best[last][right] for last in range(left + 1, right))
            best[left][right] = heights[left] * heights[right] + sides
    return best[0][-1]
