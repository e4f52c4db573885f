def summed(first: ListNode | None, second: ListNode | None) -> ListNode | None:
    piles = []
    for node in (first, second):
        pile = []
        while node is not None:
            pile.append(node.val)
            node = node.next
        piles.append(pile)
    chain, carry = None, 0
    while any(piles):
        carry += sum(pile.pop() for pile in piles if pile)
        chain = ListNode(carry % 10, chain)
        carry //= 10
    return chain
