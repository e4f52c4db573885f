from collections import Counter


def album_starts(plays: list[int], album: list[int]) -> list[int]:
    songs = set(album)
    playing: Counter[int] = Counter()
    starts = []
    for end, song in enumerate(plays, 1):
        playing[song] += 1
        if end > len(album):
            leaving = plays[end - len(album) - 1]
            playing[leaving] -= 1
            if playing[leaving] == 0:
                del playing[leaving]
        if end >= len(album) and len(playing) == len(songs) and playing.keys() == songs:
            starts.append(end - len(album))
    return starts
