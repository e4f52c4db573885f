function waysUp(steps, broken) {
  const forbidden = new Set(broken);
  const ways = [1];
  for (let step = 1; step <= steps; step++) {
    ways.push(forbidden.has(step) ? 0 : ways.slice(-3).reduce((sum, one) => sum + one));
  }
  return ways[steps] % 1_000_000_007;
}
