def possible_labels(label: str, total: int) -> list[str]:
    numbers = sorted({label.replace("?", digit) for digit in "0123456789"})
    return [number for number in numbers if sum(map(int, number)) == total]
