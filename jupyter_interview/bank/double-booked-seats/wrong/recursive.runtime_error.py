def settled_seats(bookings: ListNode | None) -> ListNode | None:
    if bookings is None or bookings.next is None:
        return bookings
    if bookings.val != bookings.next.val:
        bookings.next = settled_seats(bookings.next)
        return bookings
    rest = bookings.next
    while rest is not None and rest.val == bookings.val:
        rest = rest.next
    return settled_seats(rest)
