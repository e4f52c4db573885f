class PhoneBook:
    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._now = 0
        self._numbers: dict[str, str] = {}
        self._last_use: dict[str, int] = {}

    def _use(self, name: str) -> None:
        self._now += 1
        self._last_use[name] = self._now

    def note(self, name: str, number: str) -> str | None:
        out = None
        if name not in self._numbers and len(self._numbers) == self._capacity:
            out = self.next_out()
            self.strike(out)
        self._numbers[name] = number
        self._use(name)
        return out

    def call(self, name: str) -> str | None:
        if name in self._numbers:
            self._use(name)
        return self._numbers.get(name)

    def strike(self, name: str) -> bool:
        self._last_use.pop(name, None)
        return self._numbers.pop(name, None) is not None

    def next_out(self) -> str | None:
        return min(self._last_use, key=lambda name: self._last_use[name], default=None)
