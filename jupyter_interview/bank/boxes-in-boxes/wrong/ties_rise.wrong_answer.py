from bisect import bisect_left


def deepest_nest(boxes: list[list[int]]) -> int:
    outermost: list[int] = []
    for _, depth in sorted(boxes):
        place = bisect_left(outermost, depth)
        outermost[place : place + 1] = [depth]
    return len(outermost)
