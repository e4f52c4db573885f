class Solution {
    public ListNode summed(ListNode first, ListNode second) {
        ListNode one = reversed(first);
        ListNode other = reversed(second);
        ListNode chain = null;
        int carry = 0;
        while (one != null || other != null || carry > 0) {
            int sum = carry;
            if (one != null) {
                sum += one.val;
                one = one.next;
            }
            if (other != null) {
                sum += other.val;
                other = other.next;
            }
            chain = new ListNode(sum % 10, chain);
            carry = sum / 10;
        }
        return chain;
    }

    private static ListNode reversed(ListNode node) {
        ListNode behind = null;
        while (node != null) {
            ListNode next = node.next;
            node.next = behind;
            behind = node;
            node = next;
        }
        return behind;
    }
}
