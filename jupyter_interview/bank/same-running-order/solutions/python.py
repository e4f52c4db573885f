import sys


def most_in_common(first: list[str], second: list[str]) -> int:
    row = [0] * (len(second) + 1)  # row[j]: best for the songs of `first` so far and j songs of `second`
    for song in first:
        diagonal = 0
        for index, other in enumerate(second, 1):
            above = row[index]
            if song == other:
                row[index] = diagonal + 1
            elif row[index - 1] > above:
                row[index] = row[index - 1]
            diagonal = above
    return row[-1]


n, m, *songs = sys.stdin.read().split()
print(most_in_common(songs[: int(n)], songs[int(n) :]))
