function leastEffort(heights) {
  const count = heights.length;
  if (count < 3) return 0;
  // best[left][right]: to clear all between the two
  const best = Array.from({ length: count }, () => new Array(count).fill(0));
  for (let distance = 2; distance < count; distance++) {
    for (let left = 0; left + distance < count; left++) {
      const right = left + distance;
      let sides = Infinity;
      for (let last = left + 1; last < right; last++) {
        sides = Math.min(sides, best[left][last] + best[last][right]);
      }
      best[left][right] = heights[left] * heights[right] + sides;
    }
  }
  return best[0][count - 1];
}
