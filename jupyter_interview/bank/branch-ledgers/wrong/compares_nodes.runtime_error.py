from heapq import heappop, heappush


def one_ledger(ledgers: list[ListNode | None]) -> ListNode | None:
    heap: list[tuple[int, ListNode]] = []
    for ledger in ledgers:
        if ledger is not None:
            heappush(heap, (ledger.val, ledger))
    before = last = ListNode()
    while heap:
        _, last.next = heappop(heap)
        last = last.next
        if last.next is not None:
            heappush(heap, (last.next.val, last.next))
    return before.next
