def summed(first: ListNode | None, second: ListNode | None) -> ListNode | None:
    total = number(first) + number(second)
    before = tail = ListNode()
    for digit in str(total):
        tail.next = ListNode(int(digit))
        tail = tail.next
    return before.next


def number(chain: ListNode | None) -> int:
    text = ""
    while chain is not None:
        text += str(chain.val)
        chain = chain.next
    return int(text)
