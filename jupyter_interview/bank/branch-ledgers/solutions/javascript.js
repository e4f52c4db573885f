function oneLedger(ledgers) {
  let rest = ledgers;
  while (rest.length > 1) {
    const merged = [];
    for (let at = 0; at < rest.length; at += 2) merged.push(merge(rest[at], rest[at + 1] ?? null));
    rest = merged;
  }
  return rest[0] ?? null;
}

function merge(first, second) {
  const before = new ListNode();
  let last = before;
  while (first !== null && second !== null) {
    if (first.val <= second.val) {
      last.next = first;
      first = first.next;
    } else {
      last.next = second;
      second = second.next;
    }
    last = last.next;
  }
  last.next = first ?? second;
  return before.next;
}
