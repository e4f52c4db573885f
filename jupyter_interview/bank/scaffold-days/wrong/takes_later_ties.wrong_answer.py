from heapq import heapify, heapreplace


def shortest_stretch(days: list[list[int]]) -> list[int]:
    picked = [(own[0], painter, 0) for painter, own in enumerate(days)]
    heapify(picked)
    latest = max(own[0] for own in days)
    best = [picked[0][0], latest]
    while True:
        earliest, painter, place = picked[0]
        if latest - earliest <= best[1] - best[0]:
            best = [earliest, latest]
        if place + 1 == len(days[painter]):
            return best
        day = days[painter][place + 1]
        latest = max(latest, day)
        heapreplace(picked, (day, painter, place + 1))
