def squads_reversed(runners: ListNode | None, size: int) -> ListNode | None:
    before = ListNode(0, runners)
    squad = 0
    while True:
        done = before
        for _ in range(squad * size):
            done = done.next
        rest = done.next
        for _ in range(size):
            if rest is None:
                return before.next
            rest = rest.next
        node, following = done.next, rest
        while node is not rest:
            node.next, following, node = following, node, node.next
        done.next = following
        squad += 1
