def best_ballast(weights: list[int], limit: int) -> int:
    total = 0
    for weight in sorted(weights, reverse=True):
        if total + weight <= limit:
            total += weight
    return total
