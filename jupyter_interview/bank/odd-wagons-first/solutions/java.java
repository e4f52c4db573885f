class Solution {
    public ListNode oddWagonsFirst(ListNode train) {
        if (train == null) {
            return null;
        }
        ListNode firstEven = train.next;
        ListNode odd = train;
        ListNode even = firstEven;
        while (even != null && even.next != null) {
            odd.next = even.next;
            odd = odd.next;
            even.next = odd.next;
            even = even.next;
        }
        odd.next = firstEven;
        return train;
    }
}
