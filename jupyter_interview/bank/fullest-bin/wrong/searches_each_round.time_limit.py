def bottles_left(bins: list[int], rounds: int) -> int:
    for _ in range(rounds):
        if not bins:
            break
        fullest = bins.index(max(bins))
        bins[fullest] -= bins[fullest] // 2
    return sum(bins)
