def balanced_triples(weights: list[int], target: int) -> list[list[int]]:
    ordered = sorted(weights)
    found = set()
    for i in range(len(ordered)):
        for j in range(i + 1, len(ordered)):
            for k in range(j + 1, len(ordered)):
                if ordered[i] + ordered[j] + ordered[k] == target:
                    found.add((ordered[i], ordered[j], ordered[k]))
    return [list(triple) for triple in found]
