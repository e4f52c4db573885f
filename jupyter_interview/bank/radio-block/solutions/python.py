def longest_block(artists: list[str], limit: int) -> int:
    songs_of: dict[str, int] = {}
    longest = start = 0
    for end, artist in enumerate(artists):
        songs_of[artist] = songs_of.get(artist, 0) + 1
        while len(songs_of) > limit:
            leaving = artists[start]
            songs_of[leaving] -= 1
            if songs_of[leaving] == 0:
                del songs_of[leaving]
            start += 1
        longest = max(longest, end - start + 1)
    return longest
