def setup_order(props: int, rules: list[list[int]]) -> list[int]:
    holds_back: list[list[int]] = [[] for _ in range(props)]
    waits_for = [0] * props
    for first, later in rules:
        holds_back[first].append(later)
        waits_for[later] += 1
    order = [prop for prop in range(props) if waits_for[prop] == 0]
    for prop in order:
        for later in holds_back[prop]:
            waits_for[later] -= 1
            if waits_for[later] == 0:
                order.append(later)
    return order
