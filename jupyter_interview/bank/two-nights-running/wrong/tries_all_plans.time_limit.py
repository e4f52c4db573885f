def best_earnings(fees: list[int]) -> int:
    def best_from(night: int, in_a_row: int) -> int:
        if night == len(fees):
            return 0
        best = best_from(night + 1, 0)
        if in_a_row < 2:
            best = max(best, fees[night] + best_from(night + 1, in_a_row + 1))
        return best

    return best_from(0, 0)
