from itertools import product


def flash_patterns(seconds: int, rest: int) -> list[str]:
    patterns = []
    for flashes in product("01", repeat=seconds):
        pattern = "".join(flashes)
        gaps = pattern.strip("0").split("1")[1:-1]
        if all(len(gap) >= rest for gap in gaps):
            patterns.append(pattern)
    return patterns
