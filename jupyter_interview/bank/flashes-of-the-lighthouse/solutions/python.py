def flash_patterns(seconds: int, rest: int) -> list[str]:
    patterns: list[str] = []

    def extend(pattern: str, cooling: int) -> None:
        if len(pattern) == seconds:
            patterns.append(pattern)
            return
        extend(pattern + "0", max(cooling - 1, 0))
        if cooling == 0:
            extend(pattern + "1", rest)

    extend("", 0)
    return patterns
