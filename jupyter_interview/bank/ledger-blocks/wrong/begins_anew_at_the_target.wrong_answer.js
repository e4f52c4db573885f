function matchingBlocks(changes, target) {
  let blocks = 0;
  for (let first = 0; first < changes.length; first++) {
    const columns = changes[0].map(() => 0);
    for (const row of changes.slice(first)) {
      for (const [column, change] of row.entries()) columns[column] += change;
      blocks += matchingRuns(columns, target);
    }
  }
  return blocks;
}

/** How many runs of neighbouring values add up to the target. */
function matchingRuns(values, target) {
  const occurred = new Map();
  let [runs, total] = [0, 0];
  for (const value of values) {
    total += value;
    if (total === target) runs = 1;
    else runs += occurred.get(total - target) || 0;
    occurred.set(total, (occurred.get(total) ?? 0) + 1);
  }
  return runs;
}
