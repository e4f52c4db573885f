MODULUS = 1_000_000_007


def ways_up(steps: int, broken: list[int]) -> int:
    forbidden = set(broken)
    third, second, last = 0, 0, 1  # ways to the three places below the next step
    for step in range(1, steps + 1):
        ways = 0 if step in forbidden else (third + second + last) % MODULUS
        third, second, last = second, last, ways
    return last
