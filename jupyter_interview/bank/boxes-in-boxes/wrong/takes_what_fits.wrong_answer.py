def deepest_nest(boxes: list[list[int]]) -> int:
    nested = width = depth = 0
    for box in sorted(boxes):
        if box[0] > width and box[1] > depth:
            nested += 1
            width, depth = box
    return nested
