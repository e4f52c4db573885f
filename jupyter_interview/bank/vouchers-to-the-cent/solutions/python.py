def ways_to_pay(vouchers: list[int], amount: int) -> list[list[int]]:
    values = sorted(vouchers)
    ways: list[list[int]] = []
    used: list[int] = []

    def pay(start: int, left: int) -> None:
        if left == 0:
            ways.append(used.copy())
            return
        for place in range(start, len(values)):
            value = values[place]
            if value > left:
                return
            if place > start and value == values[place - 1]:
                continue  # its twin led to the same ways
            used.append(value)
            pay(place + 1, left - value)
            used.pop()

    pay(0, amount)
    return ways
