def first_recordings(tunes: list[list[int]]) -> list[int]:
    first_with: dict[tuple[int, ...], int] = {}
    answer = []
    for position, tune in enumerate(tunes):
        steps = tuple(after - before for before, after in zip(tune, tune[1:]))
        answer.append(first_with.setdefault(steps, position))
    return answer
