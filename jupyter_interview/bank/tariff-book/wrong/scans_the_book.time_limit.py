class TariffBook:
    def __init__(self) -> None:
        self.rates: dict[str, int] = {}

    def set_rate(self, prefix: str, cents: int) -> None:
        self.rates[prefix] = cents

    def drop(self, prefix: str) -> bool:
        return self.rates.pop(prefix, None) is not None

    def rate_of(self, number: str) -> int | None:
        fitting = [prefix for prefix in self.rates if number.startswith(prefix)]
        return self.rates[max(fitting, key=len)] if fitting else None

    def count_below(self, digits: str) -> int:
        return sum(prefix.startswith(digits) for prefix in self.rates)
