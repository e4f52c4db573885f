class Place:
    """Where the digits read so far lead: the rate that ends here, and how many prefixes end here or below."""

    __slots__ = ("count", "next", "rate")

    def __init__(self) -> None:
        self.next: dict[str, Place] = {}
        self.rate: int | None = None
        self.count = 0


class TariffBook:
    def __init__(self) -> None:
        self.start = Place()

    def set_rate(self, prefix: str, cents: int) -> None:
        way = [self.start]
        for digit in prefix:
            way.append(way[-1].next.setdefault(digit, Place()))
        if way[-1].rate is None:
            for place in way:
                place.count += 1
        way[-1].rate = cents

    def drop(self, prefix: str) -> bool:
        way = self._way(prefix)
        if len(way) <= len(prefix) or way[-1].rate is None:
            return False
        way[-1].rate = None
        for place in way:
            place.count -= 1
        return True

    def rate_of(self, number: str) -> int | None:
        rates = [place.rate for place in self._way(number) if place.rate is not None]
        return rates[-1] if rates else None

    def count_below(self, digits: str) -> int:
        way = self._way(digits)
        return way[-1].count if len(way) > len(digits) else 0

    def _way(self, digits: str) -> list[Place]:
        """The places on the way along `digits`, as far as the book goes."""
        way = [self.start]
        for digit in digits:
            place = way[-1].next.get(digit)
            if place is None:
                break
            way.append(place)
        return way
