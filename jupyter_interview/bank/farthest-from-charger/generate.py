from random import Random

SIZE = 160


def one_corner(random: Random) -> list[object]:
    """Open floor with one charger in a corner."""
    rows = [["."] * SIZE for _ in range(SIZE)]
    rows[0][0] = "C"
    return [["".join(row) for row in rows]]


def snake(random: Random) -> list[object]:
    """One corridor that winds through all rows, so that the way is long."""
    rows = []
    for index in range(SIZE):
        row = ["."] * SIZE if index % 2 == 0 else ["#"] * SIZE
        if index % 2 == 1:
            row[-1 if index % 4 == 1 else 0] = "."
        rows.append(row)
    rows[0][0] = "C"
    return [["".join(row) for row in rows]]


def scattered(random: Random) -> list[object]:
    """Single pillars, none next to another, and few chargers."""
    rows = [["."] * SIZE for _ in range(SIZE)]
    for row in range(1, SIZE - 1, 2):
        for column in range(1, SIZE - 1, 2):
            rows[row][column] = "#" if random.random() < 0.7 else "."
    for _ in range(12):
        rows[2 * random.randrange(SIZE // 2)][random.randrange(SIZE)] = "C"
    return [["".join(row) for row in rows]]
