def form_anew(line: ListNode | None) -> ListNode | None:
    if line is None:
        return None
    slow = fast = line
    while fast.next is not None and fast.next.next is not None:
        slow, fast = slow.next, fast.next.next
    front, rear = line, slow.next
    slow.next = None
    while rear is not None:
        front.next, front = rear, front.next
        rear.next, rear = front, rear.next
    return line
