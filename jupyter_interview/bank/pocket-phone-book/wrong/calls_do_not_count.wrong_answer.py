class PhoneBook:
    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._numbers: dict[str, str] = {}

    def note(self, name: str, number: str) -> str | None:
        out = None
        if name in self._numbers:
            del self._numbers[name]
        elif len(self._numbers) == self._capacity:
            out = self.next_out()
            del self._numbers[out]
        self._numbers[name] = number
        return out

    def call(self, name: str) -> str | None:
        return self._numbers.get(name)

    def strike(self, name: str) -> bool:
        return self._numbers.pop(name, None) is not None

    def next_out(self) -> str | None:
        return next(iter(self._numbers), None)
