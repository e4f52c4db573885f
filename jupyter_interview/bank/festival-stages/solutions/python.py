from bisect import bisect_right


def most_concerts(concerts: list[list[int]], stages: int) -> int:
    free_from = [0] * stages  # in order
    count = 0
    for start, end in sorted(concerts, key=lambda concert: concert[1]):
        fitting = bisect_right(free_from, start)
        if fitting > 0:
            del free_from[fitting - 1]
            free_from.append(end)  # no end before was later, so the order holds
            count += 1
    return count
