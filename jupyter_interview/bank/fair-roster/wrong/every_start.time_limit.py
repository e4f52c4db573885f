def longest_fair_period(roster: str) -> int:
    longest = 0
    for start in range(len(roster)):
        counts = {"E": 0, "L": 0, "N": 0}
        for end in range(start, len(roster)):
            counts[roster[end]] += 1
            if counts["E"] == counts["L"] == counts["N"]:
                longest = max(longest, end - start + 1)
    return longest
