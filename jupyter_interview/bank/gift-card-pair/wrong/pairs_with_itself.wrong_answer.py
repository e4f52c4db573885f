def gift_card_pair(prices: list[int], balance: int) -> list[int]:
    first_position: dict[int, int] = {}
    for position, price in enumerate(prices):
        first_position.setdefault(price, position)
        partner = first_position.get(balance - price)
        if partner is not None:
            return [partner, position]
    return []
