from collections import OrderedDict


class PhoneBook:
    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._numbers: OrderedDict[str, str] = OrderedDict()  # in the order of last use

    def note(self, name: str, number: str) -> str | None:
        full = name not in self._numbers and len(self._numbers) == self._capacity
        out = self._numbers.popitem(last=False)[0] if full else None
        self._numbers[name] = number
        self._numbers.move_to_end(name)
        return out

    def call(self, name: str) -> str | None:
        if name in self._numbers:
            self._numbers.move_to_end(name)
        return self._numbers.get(name)

    def strike(self, name: str) -> bool:
        return self._numbers.pop(name, None) is not None

    def next_out(self) -> str | None:
        return next(iter(self._numbers), None)
