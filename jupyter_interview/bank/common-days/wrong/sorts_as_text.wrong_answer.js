function shortestStretch(days) {
  const all = days.flatMap((own, member) => own.map(day => [day, member])).sort();
  const counts = new Array(days.length).fill(0);
  let missing = days.length;
  let best = null;
  let left = 0;
  for (const [day, member] of all) {
    if (counts[member]++ === 0) missing--;
    for (; missing === 0; left++) {
      const [first, leaving] = all[left];
      if (best === null || day - first < best[1] - best[0]) best = [first, day];
      if (--counts[leaving] === 0) missing++;
    }
  }
  return best;
}
