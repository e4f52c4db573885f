def fewest_chairs(weights: list[int], limit: int) -> int:
    ordered = sorted(weights)
    light, heavy = 0, len(ordered) - 1
    chairs = 0
    while light <= heavy:
        if ordered[light] + ordered[heavy] <= limit:
            light += 1
        heavy -= 1
        chairs += 1
    return chairs
