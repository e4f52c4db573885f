def settled_seats(bookings: ListNode | None) -> ListNode | None:
    before = ListNode(0, bookings)
    kept = before
    while kept.next is not None:
        first = last = kept.next
        while last.next is not None and last.next.val == first.val:
            last = last.next
        if first is last:
            kept = first
        else:
            kept.next = last.next
    return before.next
