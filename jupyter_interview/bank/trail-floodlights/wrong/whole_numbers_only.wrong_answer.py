def fewest_lights(start: int, finish: int, lights: list[list[int]]) -> int:
    ordered = sorted(lights)
    dark_from = start
    count = index = 0
    while dark_from <= finish:
        reach = dark_from
        while index < len(ordered) and ordered[index][0] <= dark_from:
            reach = max(reach, ordered[index][1] + 1)
            index += 1
        if reach == dark_from:
            return -1
        dark_from = reach
        count += 1
    return count
