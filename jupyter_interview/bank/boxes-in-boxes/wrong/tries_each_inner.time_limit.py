def deepest_nest(boxes: list[list[int]]) -> int:
    ordered = sorted(boxes)
    nested = []
    for place, (width, depth) in enumerate(ordered):
        inner = 0
        for other in range(place):
            if ordered[other][0] < width and ordered[other][1] < depth:
                inner = max(inner, nested[other])
        nested.append(inner + 1)
    return max(nested, default=0)
