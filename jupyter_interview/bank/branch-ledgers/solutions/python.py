from heapq import heapify, heappop, heapreplace


def one_ledger(ledgers: list[ListNode | None]) -> ListNode | None:
    # The branch decides among equal moments: nodes cannot be compared.
    next_up = [(node.val, branch, node) for branch, node in enumerate(ledgers) if node is not None]
    heapify(next_up)
    before = last = ListNode()
    while next_up:
        _, branch, node = next_up[0]
        last.next = last = node
        if node.next is not None:
            heapreplace(next_up, (node.next.val, branch, node.next))
        else:
            heappop(next_up)
    return before.next
