from itertools import accumulate


def heaviest_truck(weights: list[int], trucks: int) -> int:
    before = [0, *accumulate(weights)]
    best = before[:]
    for _ in range(min(trucks, len(weights)) - 1):
        best = [
            min((max(best[cut], before[end] - before[cut]) for cut in range(end)), default=0)
            for end in range(len(weights) + 1)
        ]
    return best[-1]
