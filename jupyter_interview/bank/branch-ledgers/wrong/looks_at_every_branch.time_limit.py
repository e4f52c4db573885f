def one_ledger(ledgers: list[ListNode | None]) -> ListNode | None:
    before = last = ListNode()
    rest = [ledger for ledger in ledgers if ledger is not None]
    while rest:
        branch = min(range(len(rest)), key=lambda index: rest[index].val)
        last.next = last = rest[branch]
        if last.next is None:
            rest.pop(branch)
        else:
            rest[branch] = last.next
    return before.next
