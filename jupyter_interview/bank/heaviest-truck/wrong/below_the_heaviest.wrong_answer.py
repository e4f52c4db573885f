def heaviest_truck(weights: list[int], trucks: int) -> int:
    low, high = 0, sum(weights)
    while low < high:
        middle = (low + high) // 2
        needed, load = 1, 0
        for weight in weights:
            if load + weight > middle and load > 0:
                needed += 1
                load = 0
            load += weight
        if needed <= trucks:
            high = middle
        else:
            low = middle + 1
    return low
