def shunted(train: ListNode | None, moves: int) -> ListNode | None:
    wagons = []
    while train is not None:
        wagons.append(train)
        train = train.next
    cut = max(0, len(wagons) - moves)
    order = wagons[cut:] + wagons[:cut]
    for wagon, following in zip(order, [*order[1:], None], strict=True):
        wagon.next = following
    return order[0] if order else None
