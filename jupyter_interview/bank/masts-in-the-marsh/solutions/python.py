def count_layouts(field: list[str]) -> int:
    size = len(field)
    firm = [sum(1 << column for column, ground in enumerate(row) if ground == ".") for row in field]

    def place(row: int, columns: int, falling: int, rising: int) -> int:
        """In how many ways masts can stand from this row on; bits say where columns and diagonals are taken."""
        if row == size:
            return 1
        ways = 0
        free = firm[row] & ~(columns | falling | rising)
        while free:
            mast = free & -free
            free ^= mast
            ways += place(row + 1, columns | mast, (falling | mast) << 1, (rising | mast) >> 1)
        return ways

    return place(0, 0, 0, 0)
