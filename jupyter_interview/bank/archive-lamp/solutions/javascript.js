function lampMinutes(visits) {
  let total = 0;
  let countedUntil = 0;
  for (const [enter, leave] of [...visits].sort((a, b) => a[0] - b[0])) {
    if (leave > countedUntil) {
      total += leave - Math.max(enter, countedUntil);
      countedUntil = leave;
    }
  }
  return total;
}
