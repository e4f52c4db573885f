class RunningTotal:
    def add(self, number: int) -> None:
        while True:
            pass

    def total(self) -> int:
        return 0
