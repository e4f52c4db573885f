function heaviestTruck(weights, trucks) {
  let tooSmall = -1;
  let enough = 0;
  for (const weight of weights) {
    tooSmall = Math.max(tooSmall, weight - 1);
    enough += weight;
  }
  while (enough - tooSmall > 1) {
    const middle = Math.floor((tooSmall + enough) / 2);
    if (trucksNeeded(weights, middle) <= trucks) enough = middle;
    else tooSmall = middle;
  }
  return enough;
}

function trucksNeeded(weights, permitted) {
  let needed = 1;
  let load = 0;
  for (const weight of weights) {
    load += weight;
    if (load > permitted) {
      needed++;
      load = weight;
    }
  }
  return needed;
}
