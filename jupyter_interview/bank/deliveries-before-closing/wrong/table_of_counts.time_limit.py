def most_deliveries(orders: list[list[int]]) -> int:
    earliest_end = [0]
    for minutes, closing in sorted(orders, key=lambda order: order[1]):
        if earliest_end[-1] + minutes <= closing:
            earliest_end.append(earliest_end[-1] + minutes)
        for count in range(len(earliest_end) - 1, 0, -1):
            end = earliest_end[count - 1] + minutes
            if end <= closing and end < earliest_end[count]:
                earliest_end[count] = end
    return len(earliest_end) - 1
