function shortestStretch(days) {
  const heap = days.map(own => ({ day: own[0], own, place: 0 }));

  // Moves the pick at `at` down until neither of its children is earlier.
  function sink(at) {
    const pick = heap[at];
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1].day < heap[child].day) child++;
      if (heap[child].day >= pick.day) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = pick;
  }

  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(at);
  let latest = heap.reduce((largest, { day }) => Math.max(largest, day), -Infinity);
  let best = [heap[0].day, latest];
  for (;;) {
    const earliest = heap[0];
    if (latest - earliest.day < best[1] - best[0]) best = [earliest.day, latest];
    earliest.place++;
    if (earliest.place === earliest.own.length) return best;
    earliest.day = earliest.own[earliest.place];
    latest = Math.max(latest, earliest.day);
    sink(0);
  }
}
