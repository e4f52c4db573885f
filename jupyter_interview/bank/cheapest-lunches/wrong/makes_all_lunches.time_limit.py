from heapq import nsmallest


def lunch_prices(dishes: list[int], drinks: list[int], count: int) -> list[int]:
    return nsmallest(count, (dish + drink for dish in dishes for drink in drinks))
