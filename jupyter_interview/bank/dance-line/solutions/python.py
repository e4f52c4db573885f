def form_anew(line: ListNode | None) -> ListNode | None:
    if line is None:
        return None
    front, rear = line, reverse(cut_in_the_middle(line))
    while rear is not None:
        front.next, front = rear, front.next
        rear.next, rear = front, rear.next
    return line


def cut_in_the_middle(line: ListNode) -> ListNode | None:
    """The second half; of an odd number the first keeps one more."""
    slow = fast = line
    while fast.next is not None and fast.next.next is not None:
        slow, fast = slow.next, fast.next.next
    half, slow.next = slow.next, None
    return half


def reverse(node: ListNode | None) -> ListNode | None:
    reversed_part = None
    while node is not None:
        node.next, reversed_part, node = reversed_part, node, node.next
    return reversed_part
