def form_anew(line: ListNode | None) -> ListNode | None:
    front = line
    while front is not None and front.next is not None and front.next.next is not None:
        before = front
        while before.next.next is not None:
            before = before.next
        rear, before.next = before.next, None
        rear.next, front.next = front.next, rear
        front = rear.next
    return line
