def least_noise(text: str, words: list[str]) -> int:
    known = set(words)
    lengths = sorted({len(word) for word in words})
    least = [0]  # least[end]: noise in the first `end` letters
    for end in range(1, len(text) + 1):
        best = least[end - 1] + 1
        for length in lengths:
            if length > end:
                break
            if least[end - length] < best and text[end - length : end] in known:
                best = least[end - length]
        least.append(best)
    return least[-1]
