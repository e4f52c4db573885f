def fewest_lights(start: int, finish: int, lights: list[list[int]]) -> int:
    lit_until = start
    count = 0
    while lit_until < finish:
        reach = max((right for left, right in lights if left <= lit_until), default=lit_until)
        if reach <= lit_until:
            return -1
        lit_until = reach
        count += 1
    return count
