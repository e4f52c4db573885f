def ways_to_pay(vouchers: list[int], amount: int) -> list[list[int]]:
    values = sorted(vouchers)
    ways: list[list[int]] = []

    def pay(start: int, left: int, used: list[int]) -> None:
        if left == 0:
            ways.append(used)
            return
        for place in range(start, len(values)):
            if values[place] > left or len(ways) > 6000:
                return
            pay(place + 1, left - values[place], [*used, values[place]])

    pay(0, amount, [])
    return ways
