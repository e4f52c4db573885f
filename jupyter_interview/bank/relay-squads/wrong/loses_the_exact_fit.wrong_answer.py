def squads_reversed(runners: ListNode | None, size: int) -> ListNode | None:
    before = done = ListNode(0, runners)
    while True:
        rest = done.next
        for _ in range(size):
            if rest is None:
                return before.next
            rest = rest.next
        if rest is None:
            return before.next
        first = node = done.next
        following = rest
        while node is not rest:
            node.next, following, node = following, node, node.next
        done.next, done = following, first
