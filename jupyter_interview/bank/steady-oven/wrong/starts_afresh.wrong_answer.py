def longest_steady(readings: list[int], tolerance: int) -> int:
    longest = start = 0
    low = high = readings[0] if readings else 0
    for end, reading in enumerate(readings):
        low, high = min(low, reading), max(high, reading)
        if high - low > tolerance:
            start, low, high = end, reading, reading
        longest = max(longest, end - start + 1)
    return longest
