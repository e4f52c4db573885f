def can_split(bags: list[int], porters: int) -> bool:
    share, remainder = divmod(sum(bags), porters)
    if remainder:
        return False
    loads = [0] * porters

    def give(place: int) -> bool:
        if place == len(bags):
            return True
        for porter in range(porters):
            if loads[porter] + bags[place] <= share:
                loads[porter] += bags[place]
                if give(place + 1):
                    return True
                loads[porter] -= bags[place]
        return False

    return give(0)
