def squads_reversed(runners: ListNode | None, size: int) -> ListNode | None:
    before = done = ListNode(0, runners)
    while (last := steps_ahead(done, size)) is not None:
        first, rest = done.next, last.next
        reverse(first, rest)
        done.next = last
        done = first
    return before.next


def steps_ahead(node: ListNode | None, steps: int) -> ListNode | None:
    while node is not None and steps > 0:
        node, steps = node.next, steps - 1
    return node


def reverse(first: ListNode, rest: ListNode | None) -> None:
    """Turn the links from `first` up to `rest` round; `first` then leads to `rest`."""
    node, following = first, rest
    while node is not rest:
        node.next, following, node = following, node, node.next
