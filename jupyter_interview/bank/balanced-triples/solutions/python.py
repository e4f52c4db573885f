def balanced_triples(weights: list[int], target: int) -> list[list[int]]:
    ordered = sorted(weights)
    triples = []
    for index, first in enumerate(ordered):
        if index > 0 and first == ordered[index - 1]:
            continue
        left, right = index + 1, len(ordered) - 1
        wanted = target - first
        while left < right:
            pair = ordered[left] + ordered[right]
            if pair < wanted:
                left += 1
            elif pair > wanted:
                right -= 1
            else:
                triples.append([first, ordered[left], ordered[right]])
                left += 1
                while left < right and ordered[left] == ordered[left - 1]:
                    left += 1
    return triples
