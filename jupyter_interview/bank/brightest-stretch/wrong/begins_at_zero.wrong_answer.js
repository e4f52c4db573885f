function brightestAverage(brightness, shortest) {
  let [low, high] = [0, Math.max(...brightness)];
  while (high - low > 1e-7) {
    const middle = (low + high) / 2;
    if (canBeHad(middle, brightness, shortest)) low = middle;
    else high = middle;
  }
  return high;
}

function canBeHad(average, brightness, shortest) {
  let [before, after, least] = [0, 0, 0];
  for (const [place, value] of brightness.entries()) {
    after += value - average;
    if (place < shortest - 1) continue;
    if (after >= least) return true;
    before += brightness[place - shortest + 1] - average;
    least = Math.min(least, before);
  }
  return false;
}
