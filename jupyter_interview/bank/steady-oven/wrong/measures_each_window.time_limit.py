def longest_steady(readings: list[int], tolerance: int) -> int:
    longest = start = 0
    for end in range(len(readings)):
        while True:
            window = readings[start : end + 1]
            if max(window) - min(window) <= tolerance:
                break
            start += 1
        longest = max(longest, end - start + 1)
    return longest
