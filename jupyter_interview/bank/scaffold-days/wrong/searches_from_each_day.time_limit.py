from bisect import bisect_left


def shortest_stretch(days: list[list[int]]) -> list[int]:
    best = None
    for first in sorted(day for own in days for day in own):
        places = [bisect_left(own, first) for own in days]
        if any(place == len(own) for place, own in zip(places, days)):
            break
        last = max(own[place] for place, own in zip(places, days))
        if best is None or last - first < best[1] - best[0]:
            best = [first, last]
    return best
