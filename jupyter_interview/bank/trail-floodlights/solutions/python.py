def fewest_lights(start: int, finish: int, lights: list[list[int]]) -> int:
    ordered = sorted(lights)
    lit_until = start
    count = index = 0
    while lit_until < finish:
        reach = lit_until
        while index < len(ordered) and ordered[index][0] <= lit_until:
            reach = max(reach, ordered[index][1])
            index += 1
        if reach == lit_until:
            return -1
        lit_until = reach
        count += 1
    return count
