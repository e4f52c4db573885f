def possible_labels(label: str, total: int) -> list[str]:
    smudged = label.count("?")
    found: list[str] = []

    def fill(beginning: str, missing: int, still_open: int) -> None:
        """All ways to go on when the open digits have to add up to `missing`."""
        if not 0 <= missing <= 9 * still_open:
            return
        place = len(beginning)
        if place == len(label):
            found.append(beginning)
        elif label[place] != "?":
            fill(beginning + label[place], missing, still_open)
        else:
            for digit in range(10):
                fill(f"{beginning}{digit}", missing - digit, still_open - 1)

    fill("", total - sum(int(digit) for digit in label if digit != "?"), smudged)
    return found
