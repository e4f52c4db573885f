from itertools import combinations


def ways_to_pay(vouchers: list[int], amount: int) -> list[list[int]]:
    ways = set()
    for size in range(1, len(vouchers) + 1):
        for chosen in combinations(sorted(vouchers), size):
            if sum(chosen) == amount:
                ways.add(chosen)
    return [list(way) for way in ways]
