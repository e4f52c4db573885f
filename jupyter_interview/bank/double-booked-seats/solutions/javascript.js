function settledSeats(bookings) {
  const before = new ListNode(0, bookings);
  let kept = before;
  while (kept.next !== null) {
    const first = kept.next;
    let last = first;
    while (last.next !== null && last.next.val === first.val) last = last.next;
    if (first === last) kept = first;
    else kept.next = last.next;
  }
  return before.next;
}
