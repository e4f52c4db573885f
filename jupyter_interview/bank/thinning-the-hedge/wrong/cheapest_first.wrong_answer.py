def least_effort(heights: list[int]) -> int:
    row = list(heights)
    total = 0
    while len(row) > 2:
        place = min(range(1, len(row) - 1), key=lambda index: row[index - 1] * row[index + 1])
        total += row[place - 1] * row[place + 1]
        del row[place]
    return total
