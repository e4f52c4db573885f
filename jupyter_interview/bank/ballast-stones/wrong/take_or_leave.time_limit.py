def best_ballast(weights: list[int], limit: int) -> int:
    def best_from(index: int, room: int) -> int:
        if index == len(weights):
            return 0
        best = best_from(index + 1, room)
        if weights[index] <= room:
            best = max(best, weights[index] + best_from(index + 1, room - weights[index]))
        return best

    return best_from(0, limit)
