def ways_up(steps: int, broken: list[int]) -> int:
    forbidden = set(broken)
    ways = [1, 1, 2, 4]
    for step in range(4, steps + 1):
        ways.append(0 if step in forbidden else (ways[-1] + ways[-2] + ways[-3]) % 1_000_000_007)
    return 0 if steps in forbidden else ways[steps]
