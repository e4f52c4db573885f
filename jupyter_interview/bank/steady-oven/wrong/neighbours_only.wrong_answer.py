def longest_steady(readings: list[int], tolerance: int) -> int:
    longest = length = 0
    for index, reading in enumerate(readings):
        steady = index > 0 and abs(reading - readings[index - 1]) <= tolerance
        length = length + 1 if steady else 1
        longest = max(longest, length)
    return longest
