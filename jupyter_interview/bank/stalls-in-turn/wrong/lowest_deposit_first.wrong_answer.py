def best_savings(savings: int, stalls: list[list[int]], markets: int) -> int:
    for deposit, earns in sorted(stalls)[:markets]:
        if deposit > savings:
            break
        savings += earns
    return savings
