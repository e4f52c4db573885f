def most_deliveries(orders: list[list[int]]) -> int:
    total = count = 0
    for minutes, closing in sorted(orders, key=lambda order: order[1]):
        if total + minutes <= closing:
            total += minutes
            count += 1
    return count
