from heapq import heappop, heappush


def lunch_prices(dishes: list[int], drinks: list[int], count: int) -> list[int]:
    if not dishes or not drinks:
        return []
    dishes, drinks = sorted(dishes), sorted(drinks)
    next_up = [(dishes[0] + drinks[0], 0, 0)]
    prices: list[int] = []
    while next_up and len(prices) < count:
        price, dish, drink = heappop(next_up)
        prices.append(price)
        if dish + 1 < len(dishes):
            heappush(next_up, (dishes[dish + 1] + drinks[drink], dish + 1, drink))
        if drink + 1 < len(drinks):
            heappush(next_up, (dishes[dish] + drinks[drink + 1], dish, drink + 1))
    return prices
