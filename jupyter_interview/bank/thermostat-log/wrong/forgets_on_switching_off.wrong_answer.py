from bisect import bisect_right


class ThermostatLog:
    def __init__(self) -> None:
        self._changes: dict[str, list[tuple[int, int]]] = {}
        self._off_since: dict[str, int] = {}

    def set_target(self, room: str, minute: int, degrees: int) -> None:
        self._off_since.pop(room, None)
        self._changes.setdefault(room, []).append((minute, degrees))

    def switch_off(self, room: str, minute: int) -> None:
        self._off_since[room] = minute

    def target_at(self, room: str, minute: int) -> int | None:
        if room in self._off_since and minute >= self._off_since[room]:
            return None
        changes = self._changes.get(room, [])
        position = bisect_right(changes, minute, key=lambda change: change[0])
        return changes[position - 1][1] if position else None
