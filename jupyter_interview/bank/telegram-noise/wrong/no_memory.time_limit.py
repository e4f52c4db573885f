def least_noise(text: str, words: list[str]) -> int:
    def least_from(place: int) -> int:
        if place == len(text):
            return 0
        best = 1 + least_from(place + 1)
        for word in words:
            if text.startswith(word, place):
                best = min(best, least_from(place + len(word)))
        return best

    return least_from(0)
