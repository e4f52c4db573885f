function longestFairPeriod(roster) {
  const counts = { E: 0, L: 0, N: 0 };
  const firstDayAt = new Map([["0,0", 0]]);
  let longest = 0;
  for (let day = 1; day <= roster.length; day++) {
    counts[roster[day - 1]]++;
    const state = `${counts.E - counts.L},${counts.L - counts.N}`;
    const first = firstDayAt.get(state);
    if (first === undefined) {
      firstDayAt.set(state, day);
    } else {
      longest = Math.max(longest, day - first);
    }
  }
  return longest;
}
