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
    """The totals of all choices. Each step sorts two rising lists end to end, which is one merge."""
    totals = [0]
    for weight in weights:
        totals = sorted(totals + [total + weight for total in totals])
    return totals
