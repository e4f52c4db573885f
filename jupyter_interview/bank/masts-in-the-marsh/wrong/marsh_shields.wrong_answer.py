def count_layouts(field: list[str]) -> int:
    size = len(field)
    masts: list[list[bool]] = [[False] * size for _ in range(size)]

    def disturbed(row: int, column: int) -> bool:
        for step in (-1, 0, 1):
            up, aside = row - 1, column + step
            while up >= 0 and 0 <= aside < size and field[up][aside] == ".":
                if masts[up][aside]:
                    return True
                up, aside = up - 1, aside + step
        return False

    def place(row: int) -> int:
        if row == size:
            return 1
        ways = 0
        for column in range(size):
            if field[row][column] == "." and not disturbed(row, column):
                masts[row][column] = True
                ways += place(row + 1)
                masts[row][column] = False
        return ways

    return place(0)
