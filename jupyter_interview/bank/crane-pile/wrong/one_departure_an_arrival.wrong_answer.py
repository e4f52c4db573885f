def first_impossible(arrivals: list[int], departures: list[int]) -> int:
    pile: list[int] = []
    gone = 0
    for crate in arrivals:
        pile.append(crate)
        if pile[-1] == departures[gone]:
            pile.pop()
            gone += 1
    while pile:
        if pile.pop() != departures[gone]:
            return gone
        gone += 1
    return -1
