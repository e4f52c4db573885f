import random


class RaffleDrum:
    def __init__(self) -> None:
        self._tickets: set[int] = set()

    def add(self, ticket: int) -> bool:
        is_new = ticket not in self._tickets
        self._tickets.add(ticket)
        return is_new

    def withdraw(self, ticket: int) -> bool:
        was_there = ticket in self._tickets
        self._tickets.discard(ticket)
        return was_there

    def draw(self) -> int | None:
        return random.choice(list(self._tickets)) if self._tickets else None
