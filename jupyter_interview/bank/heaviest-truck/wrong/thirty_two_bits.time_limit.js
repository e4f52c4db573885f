function heaviestTruck(weights, trucks) {
  let low = Math.max(...weights);
  let high = weights.reduce((sum, weight) => sum + weight, 0);
  while (low < high) {
    const middle = (low + high) >> 1;
    let needed = 1;
    let load = 0;
    for (const weight of weights) {
      load += weight;
      if (load > middle) {
        needed++;
        load = weight;
      }
    }
    if (needed <= trucks) high = middle;
    else low = middle + 1;
  }
  return low;
}
