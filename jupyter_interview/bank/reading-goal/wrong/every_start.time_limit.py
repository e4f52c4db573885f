def shortest_run(pages: list[int], goal: int) -> int:
    shortest = 0
    for start in range(len(pages)):
        total = 0
        for end in range(start, len(pages)):
            total += pages[end]
            if total >= goal:
                length = end - start + 1
                if shortest == 0 or length < shortest:
                    shortest = length
                break
    return shortest
