def squads_reversed(runners: ListNode | None, size: int) -> ListNode | None:
    rest = runners
    for _ in range(size):
        if rest is None:
            return runners
        rest = rest.next
    node, following = runners, squads_reversed(rest, size)
    while node is not rest:
        node.next, following, node = following, node, node.next
    return following
