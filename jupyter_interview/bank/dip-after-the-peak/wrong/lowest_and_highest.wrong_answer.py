def settles_between(quotes: list[int]) -> bool:
    if len(quotes) < 3:
        return False
    lowest = quotes.index(min(quotes[:-2]))
    peak = max(range(lowest, len(quotes)), key=quotes.__getitem__)
    return any(quotes[lowest] < quote < quotes[peak] for quote in quotes[peak:])
