def fewest_chairs(weights: list[int], limit: int) -> int:
    ordered = sorted(weights)
    chairs = index = 0
    while index < len(ordered):
        if index + 1 < len(ordered) and ordered[index] + ordered[index + 1] <= limit:
            index += 1
        index += 1
        chairs += 1
    return chairs
