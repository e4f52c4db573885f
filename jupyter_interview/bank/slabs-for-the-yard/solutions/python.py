from collections import Counter


def can_be_paved(width: int, depth: int, slabs: list[int]) -> bool:
    if sum(side * side for side in slabs) != width * depth:
        return False
    left = Counter(slabs)
    paved = [0] * width  # how far each column is paved

    def pave() -> bool:
        least = min(paved)
        if least == depth:
            return True
        column = paved.index(least)
        gap = 1
        while column + gap < width and paved[column + gap] == least:
            gap += 1
        for side in left:
            if left[side] > 0 and side <= min(gap, depth - least):
                left[side] -= 1
                paved[column : column + side] = [least + side] * side
                if pave():
                    return True
                paved[column : column + side] = [least] * side
                left[side] += 1
        return False

    return pave()
