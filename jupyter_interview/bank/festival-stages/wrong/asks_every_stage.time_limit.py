def most_concerts(concerts: list[list[int]], stages: int) -> int:
    free_from = [0] * stages
    count = 0
    for start, end in sorted(concerts, key=lambda concert: concert[1]):
        best = None
        for stage, free in enumerate(free_from):
            if free <= start and (best is None or free > free_from[best]):
                best = stage
        if best is not None:
            free_from[best] = end
            count += 1
    return count
