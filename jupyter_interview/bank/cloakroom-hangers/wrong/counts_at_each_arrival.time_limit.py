def hangers_needed(guests: list[list[int]]) -> int:
    return max(
        (sum(arrive <= moment < leave for arrive, leave in guests) for moment, _ in guests),
        default=0,
    )
