def can_be_paved(width: int, depth: int, slabs: list[int]) -> bool:
    area = sum(side * side for side in slabs)
    return area == width * depth and max(slabs) <= min(width, depth)
