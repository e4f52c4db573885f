function countTrios(positions, reach) {
  const ordered = [...positions].sort((a, b) => a - b);
  let trios = 0;
  let first = 0;
  for (let last = 0; last < ordered.length; last++) {
    while (ordered[last] - ordered[first] > reach) {
      first++;
    }
    const before = last - first;
    trios += (before * (before - 1)) / 2;
  }
  return trios;
}
