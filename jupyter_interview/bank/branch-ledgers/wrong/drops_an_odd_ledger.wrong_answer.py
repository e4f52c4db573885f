def merge(first: ListNode | None, second: ListNode | None) -> ListNode | None:
    before = last = ListNode()
    while first is not None and second is not None:
        if first.val <= second.val:
            last.next, first = first, first.next
        else:
            last.next, second = second, second.next
        last = last.next
    last.next = first or second
    return before.next


def one_ledger(ledgers: list[ListNode | None]) -> ListNode | None:
    while len(ledgers) > 1:
        ledgers = [merge(first, second) for first, second in zip(ledgers[::2], ledgers[1::2])]
    return ledgers[0] if ledgers else None
