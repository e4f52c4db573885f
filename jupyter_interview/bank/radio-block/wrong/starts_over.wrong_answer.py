def longest_block(artists: list[str], limit: int) -> int:
    seen: set[str] = set()
    longest = length = 0
    for artist in artists:
        if artist not in seen and len(seen) == limit:
            seen, length = set(), 0
        if limit > 0:
            seen.add(artist)
            length += 1
        longest = max(longest, length)
    return longest
