def check(arguments: list[object], expected: object, actual: object) -> bool:
    """An order of all props that obeys every rule, or empty where the reference found none."""
    props, rules = arguments
    if not expected or not actual:
        return expected == actual
    if sorted(actual) != list(range(props)):
        return False
    place = {prop: index for index, prop in enumerate(actual)}
    return all(place[first] < place[later] for first, later in rules)
