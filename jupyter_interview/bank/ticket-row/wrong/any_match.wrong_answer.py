from itertools import accumulate


def rows_of(seats: list[int], tickets: list[int]) -> list[int]:
    last_seats = list(accumulate(seats))
    rows = []
    for ticket in tickets:
        low, high, row = 0, len(seats) - 1, -1
        while low <= high:
            middle = (low + high) // 2
            if last_seats[middle] == ticket:
                row = middle
                break
            if last_seats[middle] > ticket:
                row, high = middle, middle - 1
            else:
                low = middle + 1
        rows.append(row)
    return rows
