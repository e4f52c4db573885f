from collections import Counter


def shortest_stretch(shops: list[str], errands: list[str]) -> list[int]:
    kinds = set(errands)
    inside: Counter[str] = Counter()
    best: list[int] = []
    start = found = 0
    for end, kind in enumerate(shops):
        if kind in kinds:
            inside[kind] += 1
            found += inside[kind] == 1
        while found == len(kinds):
            if not best or end - start < best[1] - best[0]:
                best = [start, end]
            if shops[start] in kinds:
                inside[shops[start]] -= 1
                found -= inside[shops[start]] == 0
            start += 1
    return best
