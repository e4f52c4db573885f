function bestEarnings(fees) {
  const best = [0];
  fees.forEach((fee, night) => {
    const single = (best[night - 1] ?? 0) + fee;
    const double = (best[night - 2] ?? 0) + (fees[night - 1] ?? 0) + fee;
    best.push(Math.max(single, double));
  });
  return Math.max(...best.slice(-2), 0);
}
