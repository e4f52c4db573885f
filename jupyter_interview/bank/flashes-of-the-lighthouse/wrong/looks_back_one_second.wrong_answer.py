def flash_patterns(seconds: int, rest: int) -> list[str]:
    patterns = [""]
    for _ in range(seconds):
        longer = []
        for pattern in patterns:
            longer.append(pattern + "0")
            if rest == 0 or not pattern.endswith("1"):
                longer.append(pattern + "1")
        patterns = longer
    return patterns
