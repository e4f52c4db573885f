class Solution {
    public ListNode settledSeats(ListNode bookings) {
        ListNode before = new ListNode(0, bookings);
        ListNode kept = before;
        while (kept.next != null) {
            ListNode first = kept.next;
            ListNode last = first;
            while (last.next != null && last.next.val == first.val) {
                last = last.next;
            }
            if (first == last) {
                kept = first;
            } else {
                kept.next = last.next;
            }
        }
        return before.next;
    }
}
