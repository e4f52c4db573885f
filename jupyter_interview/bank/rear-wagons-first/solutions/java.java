class Solution {
    public ListNode shunted(ListNode train, int moves) {
        if (train == null) {
            return null;
        }
        int length = 1;
        ListNode rear = train;
        while (rear.next != null) {
            rear = rear.next;
            length++;
        }
        rear.next = train;
        for (int left = length - moves % length; left > 0; left--) {
            rear = rear.next;
        }
        ListNode front = rear.next;
        rear.next = null;
        return front;
    }
}
