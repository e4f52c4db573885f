def shunted(train: ListNode | None, moves: int) -> ListNode | None:
    for _ in range(moves):
        if train is None or train.next is None:
            return train
        before = train
        while before.next.next is not None:
            before = before.next
        rear, before.next = before.next, None
        rear.next, train = train, rear
    return train
