def squads_reversed(runners: ListNode | None, size: int) -> ListNode | None:
    before = done = ListNode(0, runners)
    node = runners
    while node is not None:
        first, turned = node, None
        for _ in range(size):
            if node is None:
                break
            node.next, turned, node = turned, node, node.next
        done.next, done = turned, first
    return before.next
