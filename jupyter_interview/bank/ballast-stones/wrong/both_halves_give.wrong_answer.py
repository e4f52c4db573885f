from itertools import combinations


def best_ballast(weights: list[int], limit: int) -> int:
    middle = len(weights) // 2
    lower, upper = rising_totals(weights[:middle]), rising_totals(weights[middle:])
    best = 0
    index = len(upper) - 1
    for total in lower:
        while index >= 0 and total + upper[index] > limit:
            index -= 1
        if index < 0:
            break
        best = max(best, total + upper[index])
    return best


def rising_totals(weights: list[int]) -> list[int]:
    sizes = range(1, len(weights) + 1)
    return sorted(sum(chosen) for size in sizes for chosen in combinations(weights, size))
