from bisect import bisect_right, insort


class CourtBookings:
    def __init__(self) -> None:
        self._bookings: list[tuple[int, int]] = []

    def book(self, start: int, end: int) -> bool:
        place = bisect_right(self._bookings, (start, end))
        if place > 0 and self._bookings[place - 1][1] > start:
            return False
        insort(self._bookings, (start, end))
        return True

    def cancel(self, start: int) -> bool:
        for place, booking in enumerate(self._bookings):
            if booking[0] == start:
                del self._bookings[place]
                return True
        return False

    def booking_at(self, minute: int) -> int | None:
        return next((start for start, end in self._bookings if start <= minute < end), None)
