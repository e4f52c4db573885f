def settled_seats(bookings: ListNode | None) -> ListNode | None:
    node = bookings
    while node is not None and node.next is not None:
        if node.val == node.next.val:
            node.next = node.next.next
        else:
            node = node.next
    return bookings
