def left_hanging(balloons: str) -> str:
    hanging = list(balloons)
    burst = True
    while burst:
        burst = False
        for place in range(len(hanging) - 1):
            if hanging[place] == hanging[place + 1]:
                del hanging[place : place + 2]
                burst = True
                break
    return "".join(hanging)
