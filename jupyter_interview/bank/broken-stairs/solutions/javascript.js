const MODULUS = 1_000_000_007;

function waysUp(steps, broken) {
  const forbidden = new Set(broken);
  let [third, second, last] = [0, 0, 1]; // ways to the three places below the next step
  for (let step = 1; step <= steps; step++) {
    const ways = forbidden.has(step) ? 0 : (third + second + last) % MODULUS;
    [third, second, last] = [second, last, ways];
  }
  return last;
}
