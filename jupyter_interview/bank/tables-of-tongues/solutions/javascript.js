function possibleTables(tongues, wanted) {
  return withAtMost(tongues, wanted) - withAtMost(tongues, wanted - 1);
}

/** How many tables have at most so many tongues. */
function withAtMost(tongues, limit) {
  const speakers = new Map();
  let tables = 0;
  let first = 0;
  for (const [last, tongue] of tongues.entries()) {
    speakers.set(tongue, (speakers.get(tongue) ?? 0) + 1);
    while (speakers.size > limit) {
      const leaving = tongues[first++];
      const left = speakers.get(leaving) - 1;
      if (left === 0) speakers.delete(leaving);
      else speakers.set(leaving, left);
    }
    tables += last - first + 1;
  }
  return tables;
}
