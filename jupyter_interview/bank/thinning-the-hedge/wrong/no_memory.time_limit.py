def least_effort(heights: list[int]) -> int:
    def clear(left: int, right: int) -> int:
        if right - left < 2:
            return 0
        sides = min(clear(left, last) + clear(last, right) for last in range(left + 1, right))
        return heights[left] * heights[right] + sides

    return clear(0, len(heights) - 1)
