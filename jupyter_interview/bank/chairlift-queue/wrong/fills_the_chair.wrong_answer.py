def fewest_chairs(weights: list[int], limit: int) -> int:
    ordered = sorted(weights)
    light, heavy = 0, len(ordered) - 1
    chairs = 0
    while light <= heavy:
        room = limit - ordered[heavy]
        heavy -= 1
        chairs += 1
        while light <= heavy and ordered[light] <= room:
            room -= ordered[light]
            light += 1
    return chairs
