def lunch_prices(dishes: list[int], drinks: list[int], count: int) -> list[int]:
    dishes, drinks = sorted(dishes), sorted(drinks)
    if not dishes or not drinks:
        return []
    dish = drink = 0
    prices = [dishes[0] + drinks[0]]
    while len(prices) < min(count, len(dishes) * len(drinks)):
        by_dish = dishes[dish + 1] + drinks[drink] if dish + 1 < len(dishes) else None
        by_drink = dishes[dish] + drinks[drink + 1] if drink + 1 < len(drinks) else None
        if by_dish is None and by_drink is None:
            break
        if by_drink is None or (by_dish is not None and by_dish <= by_drink):
            dish += 1
        else:
            drink += 1
        prices.append(dishes[dish] + drinks[drink])
    return prices
