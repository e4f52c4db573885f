def can_be_paved(width: int, depth: int, slabs: list[int]) -> bool:
    left = sorted(slabs, reverse=True)
    paved = [0] * width
    while left:
        least = min(paved)
        column = paved.index(least)
        gap = 1
        while column + gap < width and paved[column + gap] == least:
            gap += 1
        fitting = [side for side in left if side <= gap and least + side <= depth]
        if not fitting:
            return False
        left.remove(fitting[0])
        paved[column : column + fitting[0]] = [least + fitting[0]] * fitting[0]
    return min(paved) == depth
