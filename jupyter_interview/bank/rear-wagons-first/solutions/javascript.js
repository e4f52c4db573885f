function shunted(train, moves) {
  if (train === null) return null;
  let length = 1;
  let rear = train;
  while (rear.next !== null) {
    rear = rear.next;
    length++;
  }
  rear.next = train;
  for (let left = length - (moves % length); left > 0; left--) rear = rear.next;
  const front = rear.next;
  rear.next = null;
  return front;
}
