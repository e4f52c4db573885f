def farthest_from_charger(grid: list[str]) -> int:
    cells = [(row, column, cell) for row, line in enumerate(grid) for column, cell in enumerate(line)]
    free = [(row, column) for row, column, cell in cells if cell == "."]
    chargers = [(row, column) for row, column, cell in cells if cell == "C"]
    if not free:
        return 0
    if not chargers:
        return -1
    return max(min(abs(row - r) + abs(column - c) for r, c in chargers) for row, column in free)
