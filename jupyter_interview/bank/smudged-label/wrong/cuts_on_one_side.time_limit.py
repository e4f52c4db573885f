def possible_labels(label: str, total: int) -> list[str]:
    found: list[str] = []

    def fill(beginning: str, missing: int) -> None:
        if missing < 0:
            return
        place = len(beginning)
        if place == len(label):
            if missing == 0:
                found.append(beginning)
            return
        for digit in "0123456789" if label[place] == "?" else label[place]:
            fill(beginning + digit, missing - int(digit))

    fill("", total)
    return found
