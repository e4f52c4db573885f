import random


class RaffleDrum:
    def __init__(self) -> None:
        self._tickets: list[int] = []
        self._index_of: dict[int, int] = {}

    def add(self, ticket: int) -> bool:
        if ticket in self._index_of:
            return False
        self._index_of[ticket] = len(self._tickets)
        self._tickets.append(ticket)
        return True

    def withdraw(self, ticket: int) -> bool:
        if ticket not in self._index_of:
            return False
        index = self._index_of.pop(ticket)
        last = self._tickets.pop()
        if index < len(self._tickets):
            self._tickets[index] = last
        return True

    def draw(self) -> int | None:
        return random.choice(self._tickets) if self._tickets else None
