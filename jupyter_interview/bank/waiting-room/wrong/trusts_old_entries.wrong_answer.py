from heapq import heappop, heappush


class WaitingRoom:
    def __init__(self) -> None:
        self.arrival_of: dict[str, int] = {}
        self.entries: list[tuple[int, int, str]] = []
        self.arrivals = 0

    def arrive(self, name: str, urgency: int) -> bool:
        if name in self.arrival_of:
            return False
        self.arrival_of[name] = self.arrivals
        heappush(self.entries, (-urgency, self.arrivals, name))
        self.arrivals += 1
        return True

    def reassess(self, name: str, urgency: int) -> bool:
        if name not in self.arrival_of:
            return False
        heappush(self.entries, (-urgency, self.arrival_of[name], name))
        return True

    def leave(self, name: str) -> bool:
        return self.arrival_of.pop(name, None) is not None

    def call_next(self) -> str | None:
        while self.entries:
            _, arrival, name = heappop(self.entries)
            if self.arrival_of.get(name) == arrival:
                del self.arrival_of[name]
                return name
        return None
