def odd_wagons_first(train: ListNode | None) -> ListNode | None:
    evens = None
    odd = train
    while odd is not None and odd.next is not None:
        even, odd.next = odd.next, odd.next.next
        even.next = None
        if evens is None:
            evens = even
        else:
            last = evens
            while last.next is not None:
                last = last.next
            last.next = even
        if odd.next is None:
            break
        odd = odd.next
    if odd is not None:
        odd.next = evens
    return train
