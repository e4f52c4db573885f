def longest_block(artists: list[str], limit: int) -> int:
    longest = 0
    for start in range(len(artists)):
        seen = set()
        for end in range(start, len(artists)):
            seen.add(artists[end])
            if len(seen) > limit:
                break
            longest = max(longest, end - start + 1)
    return longest
