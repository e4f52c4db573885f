from collections import Counter


def shortest_stretch(shops: list[str], errands: list[str]) -> list[int]:
    best: list[int] = []
    for start in range(len(shops)):
        wanted = Counter(errands)
        still_open = len(errands)
        for end in range(start, len(shops)):
            if wanted[shops[end]] > 0:
                still_open -= 1
            wanted[shops[end]] -= 1
            if still_open == 0:
                if not best or end - start < best[1] - best[0]:
                    best = [start, end]
                break
    return best
