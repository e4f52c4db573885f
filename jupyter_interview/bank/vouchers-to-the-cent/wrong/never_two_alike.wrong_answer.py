def ways_to_pay(vouchers: list[int], amount: int) -> list[list[int]]:
    values = sorted(vouchers)
    ways: list[list[int]] = []

    def pay(start: int, left: int, used: list[int]) -> None:
        if left == 0:
            ways.append(used)
            return
        for place in range(start, len(values)):
            if values[place] > left:
                return
            if place > 0 and values[place] == values[place - 1]:
                continue
            pay(place + 1, left - values[place], [*used, values[place]])

    pay(0, amount, [])
    return ways
