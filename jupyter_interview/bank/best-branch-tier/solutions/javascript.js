function bestTier(offices) {
  let best = 0;
  let bestSum = -Infinity;
  let tier = [offices];
  for (let number = 0; tier.length > 0; number++) {
    const sum = tier.reduce((total, office) => total + office.val, 0);
    if (sum > bestSum) {
      best = number;
      bestSum = sum;
    }
    tier = tier.flatMap(office => [office.left, office.right].filter(child => child !== null));
  }
  return best;
}
