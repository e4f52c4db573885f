def first_recordings(tunes: list[list[int]]) -> list[int]:
    first_with: dict[str, int] = {}
    answer = []
    for position, tune in enumerate(tunes):
        contour = "".join("u" if b > a else "d" if b < a else "s" for a, b in zip(tune, tune[1:]))
        answer.append(first_with.setdefault(contour, position))
    return answer
