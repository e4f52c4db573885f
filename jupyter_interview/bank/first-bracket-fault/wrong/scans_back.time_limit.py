OPENING_OF = {")": "(", "]": "[", "}": "{"}


def first_fault(text: str) -> int:
    matched = [False] * len(text)
    for index, character in enumerate(text):
        if character not in OPENING_OF:
            continue
        partner = index - 1
        while partner >= 0 and (matched[partner] or text[partner] not in "([{"):
            partner -= 1
        if partner < 0 or text[partner] != OPENING_OF[character]:
            return index
        matched[partner] = matched[index] = True
    for index, character in enumerate(text):
        if character in "([{" and not matched[index]:
            return index
    return -1
