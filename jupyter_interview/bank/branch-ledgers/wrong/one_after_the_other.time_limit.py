def one_ledger(ledgers: list[ListNode | None]) -> ListNode | None:
    result = None
    for ledger in ledgers:
        before = last = ListNode()
        while result is not None and ledger is not None:
            if result.val <= ledger.val:
                last.next, result = result, result.next
            else:
                last.next, ledger = ledger, ledger.next
            last = last.next
        last.next = result if result is not None else ledger
        result = before.next
    return result
