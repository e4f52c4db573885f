function breakingWalls(walls, waves) {
  const fromWest = highestSoFar(walls);
  const fromEast = highestSoFar([...walls].reverse());
  return waves.map((wave) => {
    const passed = firstAtLeast(wave > 0 ? fromWest : fromEast, Math.abs(wave));
    if (passed === walls.length) return -1;
    return wave > 0 ? passed : walls.length - 1 - passed;
  });
}

function highestSoFar(walls) {
  let highest = 0;
  return walls.map((wall) => (highest = Math.max(highest, wall)));
}

function firstAtLeast(sorted, wanted) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
