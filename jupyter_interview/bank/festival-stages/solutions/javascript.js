function mostConcerts(concerts, stages) {
  const freeFrom = new Array(stages).fill(0); // in order
  let count = 0;
  for (const [start, end] of [...concerts].sort((a, b) => a[1] - b[1])) {
    const fitting = countUpTo(freeFrom, start);
    if (fitting > 0) {
      freeFrom.splice(fitting - 1, 1);
      freeFrom.push(end); // no end before was later, so the order holds
      count++;
    }
  }
  return count;
}

function countUpTo(ordered, limit) {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordered[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
