def trucks_needed(weights: list[int], permitted: int) -> int:
    needed, load = 1, 0
    for weight in weights:
        load += weight
        if load > permitted:
            needed += 1
            load = weight
    return needed


def heaviest_truck(weights: list[int], trucks: int) -> int:
    too_small, enough = max(weights) - 1, sum(weights)
    while enough - too_small > 1:
        middle = (too_small + enough) // 2
        if trucks_needed(weights, middle) <= trucks:
            enough = middle
        else:
            too_small = middle
    return enough
