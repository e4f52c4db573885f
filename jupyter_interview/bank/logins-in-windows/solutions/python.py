from bisect import bisect_left, bisect_right


def count_logins(times: list[int], windows: list[list[int]]) -> list[int]:
    return [max(0, bisect_right(times, end) - bisect_left(times, start)) for start, end in windows]
