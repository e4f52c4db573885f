from heapq import heapify, heappop, heapreplace


def lunch_price(mains: list[int], desserts: list[int], place: int) -> int:
    desserts = sorted(desserts)
    cheapest = [(main + desserts[0], main, 0) for main in mains]
    heapify(cheapest)
    for _ in range(place - 1):
        _, main, dessert = cheapest[0]
        if dessert + 1 < len(desserts):
            heapreplace(cheapest, (main + desserts[dessert + 1], main, dessert + 1))
        else:
            heappop(cheapest)
    return cheapest[0][0]
