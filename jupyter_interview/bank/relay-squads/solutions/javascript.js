function squadsReversed(runners, size) {
  const before = new ListNode(0, runners);
  let done = before;
  for (;;) {
    const last = stepsAhead(done, size);
    if (last === null) return before.next;
    const first = done.next;
    reverse(first, last.next);
    done.next = last;
    done = first;
  }
}

function stepsAhead(node, steps) {
  while (node !== null && steps > 0) {
    node = node.next;
    steps--;
  }
  return node;
}

/** Turns the links from `first` up to `rest` round; `first` then leads to `rest`. */
function reverse(first, rest) {
  let node = first;
  let following = rest;
  while (node !== rest) {
    const next = node.next;
    node.next = following;
    following = node;
    node = next;
  }
}
