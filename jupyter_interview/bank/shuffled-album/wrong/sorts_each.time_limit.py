def album_starts(plays: list[int], album: list[int]) -> list[int]:
    length = len(album)
    ordered = sorted(album)
    return [start for start in range(len(plays) - length + 1) if sorted(plays[start : start + length]) == ordered]
