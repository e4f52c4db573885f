def settles_between(quotes: list[int]) -> bool:
    lowest = None
    for place, peak in enumerate(quotes):
        if lowest is None or peak < lowest:
            lowest = peak
        for later in range(place + 1, len(quotes)):
            if lowest < quotes[later] < peak:
                return True
    return False
