from collections import deque


def nearest(grid: list[str], start: tuple[int, int]) -> int:
    queue = deque([(start, 0)])
    seen = {start}
    while queue:
        (row, column), steps = queue.popleft()
        if grid[row][column] == "C":
            return steps
        for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            inside = 0 <= r < len(grid) and 0 <= c < len(grid[0])
            if inside and grid[r][c] != "#" and (r, c) not in seen:
                seen.add((r, c))
                queue.append(((r, c), steps + 1))
    return -1


def farthest_from_charger(grid: list[str]) -> int:
    distances = [
        nearest(grid, (row, column))
        for row, line in enumerate(grid)
        for column, cell in enumerate(line)
        if cell == "."
    ]
    return -1 if -1 in distances else max(distances, default=0)
