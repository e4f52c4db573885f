from heapq import heappop, heappush


class WaitingRoom:
    def __init__(self) -> None:
        self.number_of: dict[str, int] = {}
        self.entries: list[tuple[int, int, str]] = []
        self.numbers = 0

    def arrive(self, name: str, urgency: int) -> bool:
        if name in self.number_of:
            return False
        self._enter(name, urgency)
        return True

    def reassess(self, name: str, urgency: int) -> bool:
        if name not in self.number_of:
            return False
        self._enter(name, urgency)
        return True

    def leave(self, name: str) -> bool:
        return self.number_of.pop(name, None) is not None

    def call_next(self) -> str | None:
        while self.entries:
            _, number, name = heappop(self.entries)
            if self.number_of.get(name) == number:
                del self.number_of[name]
                return name
        return None

    def _enter(self, name: str, urgency: int) -> None:
        self.number_of[name] = self.numbers
        heappush(self.entries, (-urgency, self.numbers, name))
        self.numbers += 1
