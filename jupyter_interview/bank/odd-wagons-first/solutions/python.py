def odd_wagons_first(train: ListNode | None) -> ListNode | None:
    if train is None:
        return None
    first_even = train.next
    odd, even = train, first_even
    while even is not None and even.next is not None:
        odd.next = odd = even.next
        even.next = even = odd.next
    odd.next = first_even
    return train
