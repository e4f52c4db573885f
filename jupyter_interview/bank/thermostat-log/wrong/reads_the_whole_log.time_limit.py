class ThermostatLog:
    def __init__(self) -> None:
        self._log: list[tuple[str, int, int | None]] = []

    def set_target(self, room: str, minute: int, degrees: int) -> None:
        self._log.append((room, minute, degrees))

    def switch_off(self, room: str, minute: int) -> None:
        self._log.append((room, minute, None))

    def target_at(self, room: str, minute: int) -> int | None:
        target = None
        for changed, since, degrees in self._log:
            if changed == room and since <= minute:
                target = degrees
        return target
