function formAnew(line) {
  if (line === null || line.next === null || line.next.next === null) return line;
  let front = line;
  let done = false;

  function fromTheRear(rear) {
    if (rear === null) return;
    fromTheRear(rear.next);
    if (done) return;
    if (front === rear || front.next === rear) {
      rear.next = null;
      done = true;
      return;
    }
    rear.next = front.next;
    front.next = rear;
    front = rear.next;
  }

  fromTheRear(line);
  return line;
}
