class CratePile:
    def __init__(self) -> None:
        self._weights: list[int] = []
        self._lightest: int | None = None
        self._how_many = 0

    def put(self, weight: int) -> None:
        self._weights.append(weight)
        if self._lightest is None or weight < self._lightest:
            self._lightest, self._how_many = weight, 1
        elif weight == self._lightest:
            self._how_many += 1

    def take(self) -> int | None:
        if not self._weights:
            return None
        weight = self._weights.pop()
        if weight == self._lightest:
            self._how_many -= 1
            if self._how_many == 0:
                self._lightest = self._weights[-1] if self._weights else None
                self._how_many = 1 if self._weights else 0
        return weight

    def lightest(self) -> int | None:
        return self._lightest

    def how_many(self) -> int:
        return self._how_many
