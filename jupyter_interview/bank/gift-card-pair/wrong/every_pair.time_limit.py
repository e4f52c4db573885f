def gift_card_pair(prices: list[int], balance: int) -> list[int]:
    for second in range(len(prices)):
        for first in range(second):
            if prices[first] + prices[second] == balance:
                return [first, second]
    return []
