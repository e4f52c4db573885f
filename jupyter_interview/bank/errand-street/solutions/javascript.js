function shortestStretch(shops, errands) {
  const wanted = new Map(); // below 0 for kinds of which the stretch has more than enough
  for (const kind of errands) {
    wanted.set(kind, (wanted.get(kind) ?? 0) + 1);
  }
  let stillOpen = errands.length;
  let best = [];
  let start = 0;
  for (let end = 0; end < shops.length; end++) {
    const left = (wanted.get(shops[end]) ?? 0) - 1;
    wanted.set(shops[end], left);
    if (left >= 0) {
      stillOpen--;
    }
    while (stillOpen === 0) {
      if (best.length === 0 || end - start < best[1] - best[0]) {
        best = [start, end];
      }
      const again = wanted.get(shops[start]) + 1;
      wanted.set(shops[start], again);
      if (again > 0) {
        stillOpen++;
      }
      start++;
    }
  }
  return best;
}
