def form_anew(line: ListNode | None) -> ListNode | None:
    dancers = []
    while line is not None:
        dancers.append(line)
        line = line.next
    order = []
    for place in range(len(dancers) // 2):
        order += [dancers[place], dancers[-1 - place]]
    for dancer, following in zip(order, [*order[1:], None], strict=True):
        dancer.next = following
    return order[0] if order else None
