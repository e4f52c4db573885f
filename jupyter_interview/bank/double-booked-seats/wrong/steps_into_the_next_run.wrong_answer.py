def settled_seats(bookings: ListNode | None) -> ListNode | None:
    before = ListNode(0, bookings)
    kept = before
    while kept is not None and kept.next is not None:
        last = kept.next
        while last.next is not None and last.next.val == kept.next.val:
            last = last.next
        if last is not kept.next:
            kept.next = last.next
        kept = kept.next
    return before.next
