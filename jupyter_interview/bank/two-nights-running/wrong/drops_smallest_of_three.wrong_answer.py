def best_earnings(fees: list[int]) -> int:
    sung = [fee > 0 for fee in fees]
    for night in range(2, len(fees)):
        trio = range(night - 2, night + 1)
        if all(sung[one] for one in trio):
            sung[min(trio, key=lambda one: fees[one])] = False
    return sum(fee for fee, sings in zip(fees, sung) if sings)
