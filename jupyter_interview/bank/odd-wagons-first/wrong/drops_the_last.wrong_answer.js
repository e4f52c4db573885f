function oddWagonsFirst(train) {
  if (train === null) return null;
  const firstEven = train.next;
  let [odd, even] = [train, firstEven];
  while (even?.next?.next) {
    odd.next = even.next;
    odd = odd.next;
    even.next = odd.next;
    even = even.next;
  }
  if (even !== null) even.next = null;
  odd.next = firstEven;
  return train;
}
