def follow_the_signs(signs: list[int], steps: int) -> int:
    seen_at: dict[int, int] = {}
    bench = step = 0
    while step < steps and bench not in seen_at:
        seen_at[bench] = step
        bench = signs[bench]
        step += 1
    if step < steps:
        for _ in range((steps - step) % (step - seen_at[bench])):
            bench = signs[bench]
    return bench
