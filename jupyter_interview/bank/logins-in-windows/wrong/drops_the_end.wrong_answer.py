from bisect import bisect_left


def count_logins(times: list[int], windows: list[list[int]]) -> list[int]:
    return [max(0, bisect_left(times, end) - bisect_left(times, start)) for start, end in windows]
