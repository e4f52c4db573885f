OPENING_OF = {")": "(", "]": "[", "}": "{"}


def first_fault(text: str) -> int:
    still_open: list[int] = []
    for index, character in enumerate(text):
        if character in "([{":
            still_open.append(index)
        elif character in OPENING_OF:
            if not still_open or text[still_open.pop()] != OPENING_OF[character]:
                return index
    return still_open[0] if still_open else -1
