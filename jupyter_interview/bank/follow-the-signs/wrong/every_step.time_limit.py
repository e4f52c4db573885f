def follow_the_signs(signs: list[int], steps: int) -> int:
    bench = 0
    for _ in range(steps):
        bench = signs[bench]
    return bench
