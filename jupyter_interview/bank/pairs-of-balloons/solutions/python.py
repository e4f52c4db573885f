def left_hanging(balloons: str) -> str:
    hanging: list[str] = []
    for balloon in balloons:
        if hanging and hanging[-1] == balloon:
            hanging.pop()
        else:
            hanging.append(balloon)
    return "".join(hanging)
