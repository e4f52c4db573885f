def cut_offs(marks: list[int], places: int) -> list[int | None]:
    result: list[int | None] = []
    for count in range(1, len(marks) + 1):
        known = sorted(marks[:count], reverse=True)
        result.append(known[places - 1] if count >= places else None)
    return result
