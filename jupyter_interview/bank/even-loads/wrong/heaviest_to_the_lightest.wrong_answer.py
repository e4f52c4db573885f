def can_split(bags: list[int], porters: int) -> bool:
    loads = [0] * porters
    for bag in sorted(bags, reverse=True):
        loads[loads.index(min(loads))] += bag
    return len(set(loads)) == 1
