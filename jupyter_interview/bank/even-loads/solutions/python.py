def can_split(bags: list[int], porters: int) -> bool:
    share, remainder = divmod(sum(bags), porters)
    if remainder or max(bags) > share:
        return False
    heaviest_first = sorted(bags, reverse=True)
    everything = (1 << len(bags)) - 1
    hopeless: set[int] = set()  # sets of bags, as bits, after which the rest cannot be split

    def load(gone: int, weight: int) -> bool:
        """Whether the rest can be split when the bags in `gone` are, and the porter to be loaded carries `weight`."""
        if gone == everything:
            return True
        if gone in hopeless:
            return False
        for place, bag in enumerate(heaviest_first):
            if gone >> place & 1 or weight + bag > share:
                continue
            if load(gone | 1 << place, (weight + bag) % share):
                return True
            if weight == 0:  # somebody has to carry the heaviest bag, and it may as well be this porter
                break
        hopeless.add(gone)
        return False

    return load(0, 0)
