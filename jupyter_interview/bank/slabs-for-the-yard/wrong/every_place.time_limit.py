def can_be_paved(width: int, depth: int, slabs: list[int]) -> bool:
    if sum(side * side for side in slabs) != width * depth:
        return False
    ordered = sorted(slabs, reverse=True)
    taken = [[False] * width for _ in range(depth)]

    def lay(place: int) -> bool:
        if place == len(ordered):
            return True
        side = ordered[place]
        for top in range(depth - side + 1):
            for left in range(width - side + 1):
                cells = [(row, column) for row in range(top, top + side) for column in range(left, left + side)]
                if any(taken[row][column] for row, column in cells):
                    continue
                for row, column in cells:
                    taken[row][column] = True
                if lay(place + 1):
                    return True
                for row, column in cells:
                    taken[row][column] = False
        return False

    return lay(0)
