function formAnew(line) {
  if (line === null) return null;
  let front = line;
  let rear = reverse(cutInTheMiddle(line));
  while (rear !== null) {
    const nextFront = front.next;
    const nextRear = rear.next;
    front.next = rear;
    rear.next = nextFront;
    front = nextFront;
    rear = nextRear;
  }
  return line;
}

/** The second half; of an odd number the first keeps one more. */
function cutInTheMiddle(line) {
  let slow = line;
  let fast = line;
  while (fast.next !== null && fast.next.next !== null) {
    slow = slow.next;
    fast = fast.next.next;
  }
  const half = slow.next;
  slow.next = null;
  return half;
}

function reverse(node) {
  let reversed = null;
  while (node !== null) {
    const next = node.next;
    node.next = reversed;
    reversed = node;
    node = next;
  }
  return reversed;
}
