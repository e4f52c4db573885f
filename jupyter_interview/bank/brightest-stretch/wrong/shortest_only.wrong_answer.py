def brightest_average(brightness: list[int], shortest: int) -> float:
    total = best = sum(brightness[:shortest])
    for entering, leaving in zip(brightness[shortest:], brightness):
        total += entering - leaving
        best = max(best, total)
    return best / shortest
