def shunted(train: ListNode | None, moves: int) -> ListNode | None:
    if train is None:
        return None
    length, rear = 1, train
    while rear.next is not None:
        length, rear = length + 1, rear.next
    rear.next = train
    for _ in range(length - moves % length):
        rear = rear.next
    front, rear.next = rear.next, None
    return front
