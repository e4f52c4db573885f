def heaviest_truck(weights: list[int], trucks: int) -> int:
    average = -(-sum(weights) // trucks)
    loads = [0]
    for weight in weights:
        if loads[-1] + weight > average and len(loads) < trucks and loads[-1] > 0:
            loads.append(0)
        loads[-1] += weight
    return max(loads)
