def count_layouts(field: list[str]) -> int:
    size = len(field)

    def place(columns: list[int]) -> int:
        row = len(columns)
        if row == size:
            return 1
        return sum(
            place([*columns, column])
            for column in range(size)
            if field[row][column] == "." and column not in columns and (not columns or abs(column - columns[-1]) > 1)
        )

    return place([])
