def album_starts(plays: list[int], album: list[int]) -> list[int]:
    length = len(album)
    target = (sum(album), sum(song * song for song in album))
    total = squares = 0
    starts = []
    for end, song in enumerate(plays, 1):
        total += song
        squares += song * song
        if end > length:
            leaving = plays[end - length - 1]
            total -= leaving
            squares -= leaving * leaving
        if end >= length and (total, squares) == target:
            starts.append(end - length)
    return starts
