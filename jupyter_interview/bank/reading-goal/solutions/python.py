def shortest_run(pages: list[int], goal: int) -> int:
    shortest = 0
    total = start = 0
    for end, read in enumerate(pages):
        total += read
        while total >= goal:
            length = end - start + 1
            if shortest == 0 or length < shortest:
                shortest = length
            total -= pages[start]
            start += 1
    return shortest
