function tripDuration(flights, ferries, place) {
  flights.sort((a, b) => a - b);
  ferries.sort((a, b) => a - b);
  let tooShort = flights[0] + ferries[0] - 1;
  let enough = flights.at(-1) + ferries.at(-1);
  while (enough - tooShort > 1) {
    const duration = Math.floor((tooShort + enough) / 2);
    if (tripsUpTo(flights, ferries, duration) >= place) enough = duration;
    else tooShort = duration;
  }
  return enough;
}

/** Both lists are sorted: the longer the flight, the fewer ferries go with it. */
function tripsUpTo(flights, ferries, duration) {
  let count = 0;
  let fitting = ferries.length;
  for (const flight of flights) {
    while (fitting > 0 && flight + ferries[fitting - 1] > duration) fitting--;
    count += fitting;
  }
  return count;
}
