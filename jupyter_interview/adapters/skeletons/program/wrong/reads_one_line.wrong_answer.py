import sys

print(int(sys.stdin.readline()) + 1)
