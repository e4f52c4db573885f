def count_layouts(field: list[str]) -> int:
    size = len(field)
    columns: set[int] = set()
    falling: set[int] = set()  # diagonals, by row minus column
    rising: set[int] = set()  # diagonals, by row plus column

    def place(row: int) -> int:
        """In how many ways masts can stand in this row and those below it."""
        if row == size:
            return 1
        ways = 0
        for column, ground in enumerate(field[row]):
            if ground == "#" or column in columns or row - column in falling or row + column in rising:
                continue
            columns.add(column)
            falling.add(row - column)
            rising.add(row + column)
            ways += place(row + 1)
            columns.remove(column)
            falling.remove(row - column)
            rising.remove(row + column)
        return ways

    return place(0)
