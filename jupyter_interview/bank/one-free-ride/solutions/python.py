from heapq import heappop, heappush


def cheapest_journey(stations: int, rides: list[list[int]]) -> int:
    departures: list[list[tuple[int, int]]] = [[] for _ in range(stations)]
    for a, b, fare in rides:
        departures[a].append((b, fare))
    settled: set[tuple[int, bool]] = set()
    queue = [(0, 0, False)]  # paid, station, whether the voucher is used
    while queue:
        paid, station, used = heappop(queue)
        if station == stations - 1:
            return paid
        if (station, used) in settled:
            continue
        settled.add((station, used))
        for target, fare in departures[station]:
            if (target, used) not in settled:
                heappush(queue, (paid + fare, target, used))
            if not used and (target, True) not in settled:
                heappush(queue, (paid, target, True))
    return -1
