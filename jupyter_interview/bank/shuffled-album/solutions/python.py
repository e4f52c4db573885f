from collections import Counter


def album_starts(plays: list[int], album: list[int]) -> list[int]:
    lacking = Counter(album)
    uneven = len(lacking)
    starts = []

    def change(song: int, by: int) -> int:
        """The change in how many songs are lacking or too many, when a song enters or leaves."""
        before = lacking[song]
        lacking[song] = before + by
        return (before + by != 0) - (before != 0)

    for end, song in enumerate(plays, 1):
        uneven += change(song, -1)
        if end > len(album):
            uneven += change(plays[end - len(album) - 1], 1)
        if uneven == 0:
            starts.append(end - len(album))
    return starts
