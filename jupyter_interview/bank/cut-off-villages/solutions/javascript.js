function cutOffVillages(villages, roads) {
  const neighbours = Array.from({ length: villages }, () => []);
  for (const [a, b] of roads) {
    neighbours[a].push(b);
    neighbours[b].push(a);
  }
  const reached = new Array(villages).fill(false);
  reached[0] = true;
  const waiting = [0];
  while (waiting.length > 0) {
    for (const village of neighbours[waiting.pop()]) {
      if (!reached[village]) {
        reached[village] = true;
        waiting.push(village);
      }
    }
  }
  return [...reached.keys()].filter((village) => !reached[village]);
}
