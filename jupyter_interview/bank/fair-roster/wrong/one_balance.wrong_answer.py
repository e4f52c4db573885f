def longest_fair_period(roster: str) -> int:
    step = {"E": 1, "L": 1, "N": -2}
    balance = longest = 0
    first_day_at = {0: 0}
    for day, shift in enumerate(roster, 1):
        balance += step[shift]
        longest = max(longest, day - first_day_at.setdefault(balance, day))
    return longest
