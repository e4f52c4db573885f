function cutOffVillages(villages, roads) {
  const neighbours = Array.from({ length: villages }, () => []);
  for (const [a, b] of roads) {
    neighbours[a].push(b);
  }
  const reached = new Set([0]);
  for (const village of reached) {
    for (const next of neighbours[village]) {
      reached.add(next);
    }
  }
  return [...neighbours.keys()].filter((village) => !reached.has(village));
}
