function firstImpossible(arrivals, departures) {
  const pile = [];
  let arrived = 0;
  for (const [index, crate] of departures.entries()) {
    while (pile.at(-1) !== crate) {
      if (arrived === arrivals.length) return index;
      pile.push(arrivals[arrived++]);
    }
    pile.pop();
  }
  return -1;
}
