from bisect import bisect_left, bisect_right


class CourtBookings:
    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: dict[int, int] = {}

    def book(self, start: int, end: int) -> bool:
        place = bisect_right(self._starts, start)
        if place > 0 and self._ends[self._starts[place - 1]] > start:
            return False
        if place < len(self._starts) and self._starts[place] < end:
            return False
        self._starts.insert(place, start)
        self._ends[start] = end
        return True

    def cancel(self, start: int) -> bool:
        if start not in self._ends:
            return False
        del self._starts[bisect_left(self._starts, start)]
        del self._ends[start]
        return True

    def booking_at(self, minute: int) -> int | None:
        place = bisect_right(self._starts, minute) - 1
        if place >= 0 and minute <= self._ends[self._starts[place]]:
            return self._starts[place]
        return None
