def best_savings(savings: int, stalls: list[list[int]], markets: int) -> int:
    earnings = sorted((earns for deposit, earns in stalls if deposit <= savings), reverse=True)
    return savings + sum(earnings[:markets])
