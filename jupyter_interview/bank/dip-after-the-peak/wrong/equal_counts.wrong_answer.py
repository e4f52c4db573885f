def settles_between(quotes: list[int]) -> bool:
    settled = None  # the highest quote that has a higher one before it, of those walked through
    later: list[int] = []
    for quote in reversed(quotes):
        if settled is not None and quote < settled:
            return True
        while later and later[-1] <= quote:
            settled = later.pop()
        later.append(quote)
    return False
