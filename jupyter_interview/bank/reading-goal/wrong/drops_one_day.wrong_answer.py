def shortest_run(pages: list[int], goal: int) -> int:
    shortest = len(pages) + 1
    total = start = 0
    for end, read in enumerate(pages):
        total += read
        if total >= goal:
            shortest = min(shortest, end - start + 1)
            total -= pages[start]
            start += 1
    return shortest if shortest <= len(pages) else 0
