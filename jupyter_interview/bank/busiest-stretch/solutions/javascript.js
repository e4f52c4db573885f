function busiestStretch(changes, hours) {
  let total = 0;
  for (let hour = 0; hour < hours; hour++) {
    total += changes[hour];
  }
  let bestTotal = total;
  let bestStart = 0;
  for (let start = 1; start + hours <= changes.length; start++) {
    total += changes[start + hours - 1] - changes[start - 1];
    if (total > bestTotal) {
      bestTotal = total;
      bestStart = start;
    }
  }
  return bestStart;
}
