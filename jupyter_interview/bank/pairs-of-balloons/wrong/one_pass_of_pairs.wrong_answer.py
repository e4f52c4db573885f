def left_hanging(balloons: str) -> str:
    left = []
    place = 0
    while place < len(balloons):
        if balloons[place : place + 1] == balloons[place + 1 : place + 2]:
            place += 2
        else:
            left.append(balloons[place])
            place += 1
    return "".join(left)
