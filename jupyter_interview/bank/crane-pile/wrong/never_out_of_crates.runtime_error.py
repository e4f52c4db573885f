def first_impossible(arrivals: list[int], departures: list[int]) -> int:
    pile: list[int] = []
    arrived = 0
    for index, crate in enumerate(departures):
        while not pile or pile[-1] != crate:
            pile.append(arrivals[arrived])
            arrived += 1
        pile.pop()
    return -1
