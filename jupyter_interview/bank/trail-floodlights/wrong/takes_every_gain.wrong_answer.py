def fewest_lights(start: int, finish: int, lights: list[list[int]]) -> int:
    lit_until = start
    count = 0
    for left, right in sorted(lights, key=lambda light: (light[0], -light[1])):
        if lit_until >= finish or left > lit_until:
            break
        if right > lit_until:
            lit_until = right
            count += 1
    return count if lit_until >= finish else -1
