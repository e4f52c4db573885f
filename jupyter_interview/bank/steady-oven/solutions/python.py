from collections import deque


def longest_steady(readings: list[int], tolerance: int) -> int:
    falling: deque[int] = deque()  # positions; the first has the largest reading of the window
    rising: deque[int] = deque()  # the first has the smallest
    longest = start = 0
    for end, reading in enumerate(readings):
        while falling and readings[falling[-1]] <= reading:
            falling.pop()
        falling.append(end)
        while rising and readings[rising[-1]] >= reading:
            rising.pop()
        rising.append(end)
        while readings[falling[0]] - readings[rising[0]] > tolerance:
            start += 1
            if falling[0] < start:
                falling.popleft()
            if rising[0] < start:
                rising.popleft()
        longest = max(longest, end - start + 1)
    return longest
