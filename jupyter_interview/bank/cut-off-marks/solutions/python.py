from heapq import heappush, heappushpop


def cut_offs(marks: list[int], places: int) -> list[int | None]:
    winners: list[int] = []
    result: list[int | None] = []
    for mark in marks:
        if len(winners) < places:
            heappush(winners, mark)
        else:
            heappushpop(winners, mark)
        result.append(winners[0] if len(winners) == places else None)
    return result
