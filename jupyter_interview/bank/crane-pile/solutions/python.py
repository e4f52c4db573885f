def first_impossible(arrivals: list[int], departures: list[int]) -> int:
    pile: list[int] = []
    waiting = iter(arrivals)
    for index, crate in enumerate(departures):
        while not pile or pile[-1] != crate:
            arrived = next(waiting, None)
            if arrived is None:
                return index
            pile.append(arrived)
        pile.pop()
    return -1
