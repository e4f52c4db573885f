from bisect import bisect_left


class ThermostatLog:
    def __init__(self) -> None:
        self._minutes: dict[str, list[int]] = {}
        self._targets: dict[str, list[int | None]] = {}

    def set_target(self, room: str, minute: int, degrees: int) -> None:
        self._minutes.setdefault(room, []).append(minute)
        self._targets.setdefault(room, []).append(degrees)

    def switch_off(self, room: str, minute: int) -> None:
        self._minutes.setdefault(room, []).append(minute)
        self._targets.setdefault(room, []).append(None)

    def target_at(self, room: str, minute: int) -> int | None:
        minutes = self._minutes.get(room, [])
        position = bisect_left(minutes, minute)
        if position < len(minutes) and minutes[position] == minute:
            return self._targets[room][position]
        return self._targets[room][position - 1] if position else None
