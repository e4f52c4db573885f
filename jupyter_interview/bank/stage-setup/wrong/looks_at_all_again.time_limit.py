def setup_order(props: int, rules: list[list[int]]) -> list[int]:
    needs: list[set[int]] = [set() for _ in range(props)]
    for first, later in rules:
        needs[later].add(first)
    placed: dict[int, None] = {}
    while len(placed) < props:
        ready = next((prop for prop in range(props) if prop not in placed and needs[prop] <= placed.keys()), None)
        if ready is None:
            return []
        placed[ready] = None
    return list(placed)
