from heapq import heappop, heappush


def most_concerts(concerts: list[list[int]], stages: int) -> int:
    playing: list[int] = []
    count = 0
    for start, end in sorted(concerts):
        while playing and playing[0] <= start:
            heappop(playing)
        if len(playing) < stages:
            heappush(playing, end)
            count += 1
    return count
