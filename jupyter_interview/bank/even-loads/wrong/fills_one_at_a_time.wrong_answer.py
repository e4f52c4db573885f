def can_split(bags: list[int], porters: int) -> bool:
    share, remainder = divmod(sum(bags), porters)
    if remainder:
        return False
    left = sorted(bags, reverse=True)
    for _ in range(porters):
        weight = 0
        for bag in left.copy():
            if weight + bag <= share:
                weight += bag
                left.remove(bag)
        if weight < share:
            return False
    return not left
