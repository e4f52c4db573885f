def heaviest_truck(weights: list[int], trucks: int) -> int:
    permitted = max(weights)
    while True:
        needed, load = 1, 0
        for weight in weights:
            load += weight
            if load > permitted:
                needed += 1
                load = weight
        if needed <= trucks:
            return permitted
        permitted += 1
