function longestFairPeriod(roster) {
  const counts = { E: 0, L: 0, N: 0 };
  const firstDayAt = new Map([[[0, 0], 0]]);
  let longest = 0;
  for (let day = 1; day <= roster.length; day++) {
    counts[roster[day - 1]]++;
    const state = [counts.E - counts.L, counts.L - counts.N];
    if (firstDayAt.has(state)) {
      longest = Math.max(longest, day - firstDayAt.get(state));
    } else {
      firstDayAt.set(state, day);
    }
  }
  return longest;
}
