def gift_card_pair(prices: list[int], balance: int) -> list[int]:
    position_of: dict[int, int] = {}
    for position, price in enumerate(prices):
        if balance - price in position_of:
            return [position_of[balance - price], position]
        position_of[price] = position
    return []
