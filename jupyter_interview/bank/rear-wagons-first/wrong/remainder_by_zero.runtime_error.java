class Solution {
    public ListNode shunted(ListNode train, int moves) {
        int length = 0;
        ListNode rear = null;
        for (ListNode wagon = train; wagon != null; wagon = wagon.next) {
            length++;
            rear = wagon;
        }
        int steps = length - moves % length;
        rear.next = train;
        for (int step = 0; step < steps; step++) {
            rear = rear.next;
        }
        ListNode front = rear.next;
        rear.next = null;
        return front;
    }
}
