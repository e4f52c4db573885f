function bestEarnings(fees) {
  let [nightOff, first, second] = [0, -Infinity, -Infinity];
  for (const fee of fees) {
    [nightOff, first, second] = [Math.max(nightOff, first, second), nightOff + fee, first + fee];
  }
  return Math.max(nightOff, first, second);
}
