class WaitingRoom:
    def __init__(self) -> None:
        self.urgency: dict[str, int] = {}  # in order of arrival

    def arrive(self, name: str, urgency: int) -> bool:
        if name in self.urgency:
            return False
        self.urgency[name] = urgency
        return True

    def reassess(self, name: str, urgency: int) -> bool:
        if name not in self.urgency:
            return False
        self.urgency[name] = urgency
        return True

    def leave(self, name: str) -> bool:
        return self.urgency.pop(name, None) is not None

    def call_next(self) -> str | None:
        if not self.urgency:
            return None
        name = max(self.urgency, key=lambda one: self.urgency[one])
        del self.urgency[name]
        return name
