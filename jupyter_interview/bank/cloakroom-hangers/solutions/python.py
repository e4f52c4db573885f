def hangers_needed(guests: list[list[int]]) -> int:
    arrivals = sorted(arrive for arrive, _ in guests)
    departures = sorted(leave for _, leave in guests)
    gone = most = 0
    for come, arrive in enumerate(arrivals, 1):
        while departures[gone] <= arrive:
            gone += 1
        most = max(most, come - gone)
    return most
