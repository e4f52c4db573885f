def summed(first: ListNode | None, second: ListNode | None) -> ListNode | None:
    piles = [digits(first), digits(second)]
    chain, carry = None, 0
    while any(piles) or carry:
        carry += sum(pile.pop() for pile in piles if pile)
        chain = ListNode(carry % 10, chain)
        carry //= 10
    return chain


def digits(chain: ListNode | None) -> list[int]:
    values = []
    while chain is not None:
        values.append(chain.val)
        chain = chain.next
    return values
