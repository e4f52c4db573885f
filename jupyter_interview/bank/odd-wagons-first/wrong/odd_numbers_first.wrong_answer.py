def odd_wagons_first(train: ListNode | None) -> ListNode | None:
    odd = odd_last = ListNode(0)
    even = even_last = ListNode(0)
    while train is not None:
        if train.val % 2 == 1:
            odd_last.next = odd_last = train
        else:
            even_last.next = even_last = train
        train = train.next
    even_last.next = None
    odd_last.next = even.next
    return odd.next
