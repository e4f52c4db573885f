def longest_block(artists: list[str], limit: int) -> int:
    seen: set[str] = set()
    longest = start = 0
    for end, artist in enumerate(artists):
        if artist not in seen and len(seen) == limit:
            seen.discard(artists[start])
            start += 1
        seen.add(artist)
        longest = max(longest, end - start + 1)
    return longest
