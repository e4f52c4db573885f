class RunningTotal:
    def __init__(self) -> None:
        self._sum = 0

    def add(self, number: int) -> None:
        self._sum = number

    def total(self) -> int:
        return self._sum
