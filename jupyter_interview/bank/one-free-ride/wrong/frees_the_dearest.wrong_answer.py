from heapq import heappop, heappush


def cheapest_journey(stations: int, rides: list[list[int]]) -> int:
    departures: list[list[tuple[int, int]]] = [[] for _ in range(stations)]
    for a, b, fare in rides:
        departures[a].append((b, fare))
    settled: set[int] = set()
    queue = [(0, 0, 0)]
    while queue:
        paid, dearest, station = heappop(queue)
        if station == stations - 1:
            return paid - dearest
        if station in settled:
            continue
        settled.add(station)
        for target, fare in departures[station]:
            heappush(queue, (paid + fare, max(dearest, fare), target))
    return -1
