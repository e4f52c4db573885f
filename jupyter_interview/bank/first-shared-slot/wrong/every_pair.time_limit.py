def first_rehearsal(first: list[list[int]], second: list[list[int]], length: int) -> int:
    for one_from, one_until in first:
        for other_from, other_until in second:
            start = max(one_from, other_from)
            if min(one_until, other_until) - start >= length:
                return start
    return -1
