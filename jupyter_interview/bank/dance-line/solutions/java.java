class Solution {
    public ListNode formAnew(ListNode line) {
        if (line == null) {
            return null;
        }
        ListNode front = line;
        ListNode rear = reverse(cutInTheMiddle(line));
        while (rear != null) {
            ListNode nextFront = front.next;
            ListNode nextRear = rear.next;
            front.next = rear;
            rear.next = nextFront;
            front = nextFront;
            rear = nextRear;
        }
        return line;
    }

    /** The second half; of an odd number the first keeps one more. */
    private static ListNode cutInTheMiddle(ListNode line) {
        ListNode slow = line;
        ListNode fast = line;
        while (fast.next != null && fast.next.next != null) {
            slow = slow.next;
            fast = fast.next.next;
        }
        ListNode half = slow.next;
        slow.next = null;
        return half;
    }

    private static ListNode reverse(ListNode node) {
        ListNode reversed = null;
        while (node != null) {
            ListNode next = node.next;
            node.next = reversed;
            reversed = node;
            node = next;
        }
        return reversed;
    }
}
