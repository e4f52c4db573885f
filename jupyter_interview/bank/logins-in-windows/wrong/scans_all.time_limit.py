def count_logins(times: list[int], windows: list[list[int]]) -> list[int]:
    return [sum(start <= time <= end for time in times) for start, end in windows]
