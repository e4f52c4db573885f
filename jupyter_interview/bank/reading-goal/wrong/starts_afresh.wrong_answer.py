def shortest_run(pages: list[int], goal: int) -> int:
    shortest = total = length = 0
    for read in pages:
        total += read
        length += 1
        if total >= goal:
            shortest = min(shortest or length, length)
            total = length = 0
    return shortest
