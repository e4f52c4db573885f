from heapq import heapify, heapreplace


def shortest_stretch(days: list[list[int]]) -> list[int]:
    picked = [(own[0], member, 0) for member, own in enumerate(days)]
    heapify(picked)
    latest = max(own[0] for own in days)
    best = [picked[0][0], latest]
    while True:
        earliest, member, place = picked[0]
        if latest - earliest < best[1] - best[0]:
            best = [earliest, latest]
        if place + 1 == len(days[member]):
            return best
        day = days[member][place + 1]
        latest = max(latest, day)
        heapreplace(picked, (day, member, place + 1))
