def balanced_triples(weights: list[int], target: int) -> list[list[int]]:
    ordered = sorted(set(weights))
    triples = []
    for index, first in enumerate(ordered):
        left, right = index + 1, len(ordered) - 1
        while left < right:
            total = first + ordered[left] + ordered[right]
            if total == target:
                triples.append([first, ordered[left], ordered[right]])
                left += 1
            elif total < target:
                left += 1
            else:
                right -= 1
    return triples
