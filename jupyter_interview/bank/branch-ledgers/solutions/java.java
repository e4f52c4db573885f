import java.util.*;

class Solution {
    public ListNode oneLedger(ListNode[] ledgers) {
        Queue<ListNode> nextUp = new PriorityQueue<>(Comparator.comparingInt((ListNode node) -> node.val));
        for (ListNode first : ledgers) {
            if (first != null) {
                nextUp.add(first);
            }
        }
        ListNode before = new ListNode(0);
        ListNode last = before;
        while (!nextUp.isEmpty()) {
            last.next = nextUp.poll();
            last = last.next;
            if (last.next != null) {
                nextUp.add(last.next);
            }
        }
        return before.next;
    }
}
