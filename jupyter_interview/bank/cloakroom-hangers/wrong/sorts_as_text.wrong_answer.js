function hangersNeeded(guests) {
  const arrivals = guests.map(([arrive]) => arrive).sort();
  const departures = guests.map(([, leave]) => leave).sort();
  let gone = 0;
  let most = 0;
  arrivals.forEach((arrive, index) => {
    while (departures[gone] <= arrive) gone++;
    most = Math.max(most, index + 1 - gone);
  });
  return most;
}
