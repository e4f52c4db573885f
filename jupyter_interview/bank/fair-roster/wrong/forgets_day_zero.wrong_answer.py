def longest_fair_period(roster: str) -> int:
    counts = {"E": 0, "L": 0, "N": 0}
    first_day_at: dict[tuple[int, int], int] = {}
    longest = 0
    for day, shift in enumerate(roster, 1):
        counts[shift] += 1
        state = (counts["E"] - counts["L"], counts["L"] - counts["N"])
        longest = max(longest, day - first_day_at.setdefault(state, day))
    return longest
