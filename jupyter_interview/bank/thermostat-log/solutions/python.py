from bisect import bisect_right
from collections import defaultdict


class ThermostatLog:
    def __init__(self) -> None:
        self._minutes: defaultdict[str, list[int]] = defaultdict(list)
        self._targets: defaultdict[str, list[int | None]] = defaultdict(list)

    def set_target(self, room: str, minute: int, degrees: int) -> None:
        self._enter(room, minute, degrees)

    def switch_off(self, room: str, minute: int) -> None:
        self._enter(room, minute, None)

    def target_at(self, room: str, minute: int) -> int | None:
        changes = bisect_right(self._minutes[room], minute)
        return self._targets[room][changes - 1] if changes else None

    def _enter(self, room: str, minute: int, target: int | None) -> None:
        self._minutes[room].append(minute)
        self._targets[room].append(target)
