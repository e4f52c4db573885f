def breaking_walls(walls: list[int], waves: list[int]) -> list[int]:
    broken = []
    for wave in waves:
        line = range(len(walls)) if wave > 0 else range(len(walls) - 1, -1, -1)
        for index in line:
            if walls[index] >= abs(wave):
                broken.append(index)
                break
        else:
            broken.append(-1)
    return broken
