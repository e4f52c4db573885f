def first_recordings(tunes: list[list[int]]) -> list[int]:
    answer = []
    for position, tune in enumerate(tunes):
        for earlier in range(position + 1):
            other = tunes[earlier]
            if len(tune) == len(other) and all(a - b == tune[0] - other[0] for a, b in zip(tune, other)):
                answer.append(earlier)
                break
    return answer
