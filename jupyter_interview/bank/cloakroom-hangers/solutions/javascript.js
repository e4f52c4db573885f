function hangersNeeded(guests) {
  const arrivals = guests.map(([arrive]) => arrive).sort((a, b) => a - b);
  const departures = guests.map(([, leave]) => leave).sort((a, b) => a - b);
  let gone = 0;
  let most = 0;
  arrivals.forEach((arrive, index) => {
    while (departures[gone] <= arrive) gone++;
    most = Math.max(most, index + 1 - gone);
  });
  return most;
}
