def ways_up(steps: int, broken: list[int]) -> int:
    ways = [1]
    for step in range(1, steps + 1):
        ways.append(0 if step in broken else sum(ways[-3:]) % 1_000_000_007)
    return ways[-1]
