from heapq import heapify, heappop, heapreplace


def trip_duration(flights: list[int], ferries: list[int], place: int) -> int:
    ferries = sorted(ferries)
    shortest = [(flight + ferries[0], flight, 0) for flight in flights]
    heapify(shortest)
    for _ in range(place - 1):
        _, flight, ferry = shortest[0]
        if ferry + 1 < len(ferries):
            heapreplace(shortest, (flight + ferries[ferry + 1], flight, ferry + 1))
        else:
            heappop(shortest)
    return shortest[0][0]
