function brightestAverage(brightness, shortest) {
  let [low, high] = [Math.min(...brightness), Math.max(...brightness)];
  while (high - low > 1e-7) {
    const middle = (low + high) / 2;
    if (canBeHad(middle, brightness, shortest)) low = middle;
    else high = middle;
  }
  return high;
}

/** Whether some stretch that is long enough has at least this average. */
function canBeHad(average, brightness, shortest) {
  let [before, after, least] = [0, 0, 0];
  for (let place = 0; place < brightness.length; place++) {
    after += brightness[place] - average;
    if (place < shortest - 1) continue;
    if (after >= least) return true;
    before += brightness[place - shortest + 1] - average;
    least = Math.min(least, before);
  }
  return false;
}
