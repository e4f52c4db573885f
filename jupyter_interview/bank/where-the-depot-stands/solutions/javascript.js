function distanceSums(villages, paths) {
  const neighbours = Array.from({ length: villages }, () => []);
  for (const [one, other, metres] of paths) {
    neighbours[one].push([other, metres]);
    neighbours[other].push([one, metres]);
  }

  const walk = [{ village: 0, above: -1, metres: 0 }];
  for (const { village, above } of walk) {
    for (const [below, metres] of neighbours[village]) {
      if (below !== above) walk.push({ village: below, above: village, metres });
    }
  }

  const size = new Array(villages).fill(1); // of what hangs below a village, itself included
  const sums = new Array(villages).fill(0);
  for (let step = villages - 1; step > 0; step--) {
    const { village, above, metres } = walk[step];
    size[above] += size[village];
    sums[0] += metres * size[village];
  }
  for (const { village, above, metres } of walk.slice(1)) {
    sums[village] = sums[above] + metres * (villages - 2 * size[village]);
  }
  return sums;
}
