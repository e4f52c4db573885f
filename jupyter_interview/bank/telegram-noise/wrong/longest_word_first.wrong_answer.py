def least_noise(text: str, words: list[str]) -> int:
    ordered = sorted(words, key=len, reverse=True)
    noise = place = 0
    while place < len(text):
        word = next((word for word in ordered if text.startswith(word, place)), None)
        if word is None:
            noise += 1
            place += 1
        else:
            place += len(word)
    return noise
