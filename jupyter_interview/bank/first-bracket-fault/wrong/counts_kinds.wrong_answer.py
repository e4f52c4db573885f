OPENING_OF = {")": "(", "]": "[", "}": "{"}


def first_fault(text: str) -> int:
    still_open: dict[str, list[int]] = {"(": [], "[": [], "{": []}
    for index, character in enumerate(text):
        if character in still_open:
            still_open[character].append(index)
        elif character in OPENING_OF:
            if not still_open[OPENING_OF[character]]:
                return index
            still_open[OPENING_OF[character]].pop()
    return min((indices[0] for indices in still_open.values() if indices), default=-1)
