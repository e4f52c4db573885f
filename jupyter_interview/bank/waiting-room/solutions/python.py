from heapq import heappop, heappush
from itertools import count

Entry = tuple[int, int, int, str]
"""Urgency negated, arrival, a number of its own, name: the smallest is next."""


class WaitingRoom:
    def __init__(self) -> None:
        self.entry_of: dict[str, Entry] = {}  # the one that counts
        self.entries: list[Entry] = []  # a heap, with entries that no longer count
        self.numbers = count()

    def arrive(self, name: str, urgency: int) -> bool:
        if name in self.entry_of:
            return False
        self._enter(name, urgency, next(self.numbers))
        return True

    def reassess(self, name: str, urgency: int) -> bool:
        if name not in self.entry_of:
            return False
        _, arrival, _, _ = self.entry_of[name]
        self._enter(name, urgency, arrival)
        return True

    def leave(self, name: str) -> bool:
        return self.entry_of.pop(name, None) is not None

    def call_next(self) -> str | None:
        while self.entries:
            entry = heappop(self.entries)
            name = entry[-1]
            if self.entry_of.get(name) == entry:
                del self.entry_of[name]
                return name
        return None

    def _enter(self, name: str, urgency: int, arrival: int) -> None:
        entry = (-urgency, arrival, next(self.numbers), name)
        self.entry_of[name] = entry
        heappush(self.entries, entry)
