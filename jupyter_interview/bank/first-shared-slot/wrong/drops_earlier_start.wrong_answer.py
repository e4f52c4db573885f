def first_rehearsal(first: list[list[int]], second: list[list[int]], length: int) -> int:
    one = other = 0
    while one < len(first) and other < len(second):
        start = max(first[one][0], second[other][0])
        end = min(first[one][1], second[other][1])
        if end - start >= length:
            return start
        if first[one][0] < second[other][0]:
            one += 1
        else:
            other += 1
    return -1
