from heapq import heappop, heappush


def cheapest_journey(stations: int, rides: list[list[int]]) -> int:
    departures: list[list[tuple[int, int]]] = [[] for _ in range(stations)]
    for a, b, fare in rides:
        departures[a].append((b, fare))
    settled: set[int] = set()
    queue = [(0, 0, False)]
    while queue:
        paid, station, used = heappop(queue)
        if station == stations - 1:
            return paid
        if station in settled:
            continue
        settled.add(station)
        for target, fare in departures[station]:
            heappush(queue, (paid + fare, target, used))
            if not used:
                heappush(queue, (paid, target, True))
    return -1
