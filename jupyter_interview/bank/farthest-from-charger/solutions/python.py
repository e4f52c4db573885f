def farthest_from_charger(grid: list[str]) -> int:
    free = {(row, column) for row, line in enumerate(grid) for column, cell in enumerate(line) if cell == "."}
    frontier = [(row, column) for row, line in enumerate(grid) for column, cell in enumerate(line) if cell == "C"]
    steps = 0
    while free and frontier:
        reached = []
        for row, column in frontier:
            for cell in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                if cell in free:
                    free.remove(cell)
                    reached.append(cell)
        frontier = reached
        steps += 1
    return -1 if free else steps
