import sys

n, m, *songs = sys.stdin.read().split()
first, second = songs[: int(n)], songs[int(n) :]
count = place = 0
for song in first:
    if song in second[place:]:
        place = second.index(song, place) + 1
        count += 1
print(count)
