from bisect import bisect_left


def count_logins(times: list[int], windows: list[list[int]]) -> list[int]:
    counts = []
    for start, end in windows:
        position = first = bisect_left(times, start)
        while position < len(times) and times[position] <= end:
            position += 1
        counts.append(position - first)
    return counts
