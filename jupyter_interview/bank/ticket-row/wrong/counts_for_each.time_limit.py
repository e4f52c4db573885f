def rows_of(seats: list[int], tickets: list[int]) -> list[int]:
    rows = []
    for ticket in tickets:
        for row, count in enumerate(seats):
            ticket -= count
            if ticket <= 0:
                rows.append(row)
                break
        else:
            rows.append(-1)
    return rows
