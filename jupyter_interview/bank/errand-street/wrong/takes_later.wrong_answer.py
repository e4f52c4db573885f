from collections import Counter


def shortest_stretch(shops: list[str], errands: list[str]) -> list[int]:
    wanted = Counter(errands)
    still_open = len(errands)
    best: list[int] = []
    start = 0
    for end, kind in enumerate(shops):
        if wanted[kind] > 0:
            still_open -= 1
        wanted[kind] -= 1
        while still_open == 0:
            if not best or end - start <= best[1] - best[0]:
                best = [start, end]
            leaving = shops[start]
            wanted[leaving] += 1
            if wanted[leaving] > 0:
                still_open += 1
            start += 1
    return best
