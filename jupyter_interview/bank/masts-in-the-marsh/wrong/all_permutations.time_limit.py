from itertools import permutations


def count_layouts(field: list[str]) -> int:
    size = len(field)
    ways = 0
    for columns in permutations(range(size)):
        falling = {row - column for row, column in enumerate(columns)}
        rising = {row + column for row, column in enumerate(columns)}
        if len(falling) == len(rising) == size and all(field[row][column] == "." for row, column in enumerate(columns)):
            ways += 1
    return ways
