class Solution {
    public ListNode squadsReversed(ListNode runners, int size) {
        ListNode before = new ListNode(0, runners);
        ListNode done = before;
        ListNode last = stepsAhead(done, size);
        while (last != null) {
            ListNode first = done.next;
            reverse(first, last.next);
            done.next = last;
            done = first;
            last = stepsAhead(done, size);
        }
        return before.next;
    }

    private static ListNode stepsAhead(ListNode node, int steps) {
        while (node != null && steps > 0) {
            node = node.next;
            steps--;
        }
        return node;
    }

    /** Turns the links from `first` up to `rest` round; `first` then leads to `rest`. */
    private static void reverse(ListNode first, ListNode rest) {
        ListNode node = first;
        ListNode following = rest;
        while (node != rest) {
            ListNode next = node.next;
            node.next = following;
            following = node;
            node = next;
        }
    }
}
