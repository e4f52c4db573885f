function firstRehearsal(first, second, length) {
  let one = 0;
  let other = 0;
  while (one < first.length && other < second.length) {
    const [oneFrom, oneUntil] = first[one];
    const [otherFrom, otherUntil] = second[other];
    const start = Math.max(oneFrom, otherFrom);
    if (Math.min(oneUntil, otherUntil) - start >= length) {
      return start;
    }
    if (oneUntil < otherUntil) {
      one++;
    } else {
      other++;
    }
  }
  return -1;
}
