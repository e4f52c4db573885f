class TariffBook:
    def __init__(self) -> None:
        self.start: dict = {}

    def set_rate(self, prefix: str, cents: int) -> None:
        place = self.start
        for digit in prefix:
            place = place.setdefault(digit, {})
        place["rate"] = cents

    def drop(self, prefix: str) -> bool:
        place = self.start
        for digit in prefix[:-1]:
            place = place.get(digit, {})
        if "rate" not in place.get(prefix[-1], {}):
            return False
        del place[prefix[-1]]
        return True

    def rate_of(self, number: str) -> int | None:
        place, rate = self.start, None
        for digit in number:
            if digit not in place:
                break
            place = place[digit]
            rate = place.get("rate", rate)
        return rate

    def count_below(self, digits: str) -> int:
        place = self.start
        for digit in digits:
            place = place.get(digit, {})
        todo, count = [place], 0
        while todo:
            place = todo.pop()
            count += "rate" in place
            todo += [child for key, child in place.items() if key != "rate"]
        return count
