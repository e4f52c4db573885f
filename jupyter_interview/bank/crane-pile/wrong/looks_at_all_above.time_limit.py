def first_impossible(arrivals: list[int], departures: list[int]) -> int:
    place = {crate: index for index, crate in enumerate(arrivals)}
    gone = [False] * len(arrivals)
    latest = -1
    for index, crate in enumerate(departures):
        for above in range(place[crate] + 1, latest + 1):
            if not gone[above]:
                return index
        gone[place[crate]] = True
        latest = max(latest, place[crate])
    return -1
