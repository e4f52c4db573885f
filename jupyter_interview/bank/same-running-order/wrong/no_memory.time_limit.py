import sys

sys.setrecursionlimit(5_000)


def most(first: list[str], second: list[str]) -> int:
    if not first or not second:
        return 0
    if first[-1] == second[-1]:
        return most(first[:-1], second[:-1]) + 1
    return max(most(first[:-1], second), most(first, second[:-1]))


n, m, *songs = sys.stdin.read().split()
print(most(songs[: int(n)], songs[int(n) :]))
