class CourtBookings:
    def __init__(self) -> None:
        self._bookings: list[tuple[int, int]] = []

    def book(self, start: int, end: int) -> bool:
        if any(start < other_end and other_start < end for other_start, other_end in self._bookings):
            return False
        self._bookings.append((start, end))
        return True

    def cancel(self, start: int) -> bool:
        kept = [booking for booking in self._bookings if booking[0] != start]
        found = len(kept) < len(self._bookings)
        self._bookings = kept
        return found

    def booking_at(self, minute: int) -> int | None:
        return next((start for start, end in self._bookings if start <= minute < end), None)
