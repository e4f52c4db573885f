from heapq import nsmallest


def framed_prices(pictures: list[int], frames: list[int], count: int) -> list[int]:
    return nsmallest(count, (picture + frame for picture in pictures for frame in frames))
