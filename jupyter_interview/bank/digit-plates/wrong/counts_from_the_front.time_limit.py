def length(chain: ListNode | None) -> int:
    count = 0
    while chain is not None:
        count, chain = count + 1, chain.next
    return count


def digit(chain: ListNode | None, place: int) -> int:
    for _ in range(place):
        chain = chain.next
    return chain.val


def summed(first: ListNode | None, second: ListNode | None) -> ListNode | None:
    left, right = length(first), length(second)
    chain, carry = None, 0
    while left or right or carry:
        if left:
            left -= 1
            carry += digit(first, left)
        if right:
            right -= 1
            carry += digit(second, right)
        chain = ListNode(carry % 10, chain)
        carry //= 10
    return chain
