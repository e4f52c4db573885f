def fewest_chairs(weights: list[int], limit: int) -> int:
    waiting = sorted(weights)
    chairs = 0
    while waiting:
        room = limit - waiting.pop()
        chairs += 1
        for index in reversed(range(len(waiting))):
            if waiting[index] <= room:
                waiting.pop(index)
                break
    return chairs
