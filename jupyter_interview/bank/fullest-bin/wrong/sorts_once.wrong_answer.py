def bottles_left(bins: list[int], rounds: int) -> int:
    bins.sort(reverse=True)
    for round_number in range(rounds if bins else 0):
        place = round_number % len(bins)
        bins[place] -= bins[place] // 2
    return sum(bins)
