def setup_order(props: int, rules: list[list[int]]) -> list[int]:
    holds_back: list[list[int]] = [[] for _ in range(props)]
    for first, later in rules:
        holds_back[first].append(later)
    state = [0] * props
    finished: list[int] = []

    def visit(prop: int) -> bool:
        if state[prop]:
            return state[prop] == 2
        state[prop] = 1
        if not all(visit(later) for later in holds_back[prop]):
            return False
        state[prop] = 2
        finished.append(prop)
        return True

    return finished[::-1] if all(visit(prop) for prop in range(props)) else []
