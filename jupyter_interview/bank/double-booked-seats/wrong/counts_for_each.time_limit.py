def settled_seats(bookings: ListNode | None) -> ListNode | None:
    before = kept = ListNode()
    node = bookings
    while node is not None:
        count, other = 0, bookings
        while other is not None:
            count += other.val == node.val
            other = other.next
        if count == 1:
            kept.next = ListNode(node.val)
            kept = kept.next
        node = node.next
    return before.next
