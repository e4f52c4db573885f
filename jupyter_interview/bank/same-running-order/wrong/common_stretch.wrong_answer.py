import sys

n, m, *songs = sys.stdin.read().split()
first, second = songs[: int(n)], songs[int(n) :]
row = [0] * (len(second) + 1)
best = 0
for song in first:
    row = [0] + [row[index] + 1 if song == other else 0 for index, other in enumerate(second)]
    best = max(best, *row)
print(best)
