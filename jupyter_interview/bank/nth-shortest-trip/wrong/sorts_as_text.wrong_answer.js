function tripDuration(flights, ferries, place) {
  flights.sort();
  ferries.sort();
  let low = 0;
  let high = 2_000_000_000;
  while (low < high) {
    const duration = Math.floor((low + high) / 2);
    let count = 0;
    let fitting = ferries.length;
    for (const flight of flights) {
      while (fitting > 0 && flight + ferries[fitting - 1] > duration) fitting--;
      count += fitting;
    }
    if (count >= place) high = duration;
    else low = duration + 1;
  }
  return low;
}
