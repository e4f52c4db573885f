function shortestStretch(days) {
  const all = days.flatMap((own, painter) => own.map(day => [day, painter])).sort();
  const counts = new Array(days.length).fill(0);
  let missing = days.length;
  let best = null;
  let left = 0;
  for (const [day, painter] of all) {
    if (counts[painter]++ === 0) missing--;
    for (; missing === 0; left++) {
      const [first, leaving] = all[left];
      if (best === null || day - first < best[1] - best[0]) best = [first, day];
      if (--counts[leaving] === 0) missing++;
    }
  }
  return best;
}
