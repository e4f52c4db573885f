def check(arguments: list[object], expected: object, actual: object) -> bool:
    """`expected` is one plan, or an empty list where there is none."""
    exams, conflicts, slots = arguments
    if not expected:
        return actual == []
    fits = len(actual) == exams and all(0 <= slot < slots for slot in actual)
    return fits and all(actual[one] != actual[other] for one, other in conflicts)
