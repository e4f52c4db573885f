class CratePile:
    def __init__(self) -> None:
        self._weights: list[int] = []
        self._records: list[int] = []

    def put(self, weight: int) -> None:
        self._weights.append(weight)
        if not self._records or weight < self._records[-1]:
            self._records.append(weight)

    def take(self) -> int | None:
        if not self._weights:
            return None
        weight = self._weights.pop()
        if self._records and weight == self._records[-1]:
            self._records.pop()
        return weight

    def lightest(self) -> int | None:
        return self._records[-1] if self._records else None

    def how_many(self) -> int:
        return self._weights.count(self._records[-1]) if self._records else 0
