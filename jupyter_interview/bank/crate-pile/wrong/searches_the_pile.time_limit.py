class CratePile:
    def __init__(self) -> None:
        self._weights: list[int] = []

    def put(self, weight: int) -> None:
        self._weights.append(weight)

    def take(self) -> int | None:
        return self._weights.pop() if self._weights else None

    def lightest(self) -> int | None:
        return min(self._weights, default=None)

    def how_many(self) -> int:
        return self._weights.count(min(self._weights)) if self._weights else 0
