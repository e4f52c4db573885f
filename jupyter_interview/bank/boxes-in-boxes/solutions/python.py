from bisect import bisect_left


def deepest_nest(boxes: list[list[int]]) -> int:
    outermost: list[int] = []  # for each number of boxes, the smallest depth of the outermost one
    for _, depth in sorted(boxes, key=lambda box: (box[0], -box[1])):
        place = bisect_left(outermost, depth)
        outermost[place : place + 1] = [depth]
    return len(outermost)
